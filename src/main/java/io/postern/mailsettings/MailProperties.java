package io.postern.mailsettings;

import io.postern.net.Network;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The operator's bounds for mail.
 *
 * @param testsPerMinute test mails in a minute, over all instances and administrators
 * @param mxResolver the DNS server that is asked whose customer a typed address is, as a URL of the JDK's DNS client; blank for none
 * @param refusedNetworks networks in CIDR notation where no mail server, token endpoint or webhook may be, besides those that are
 *     always refused
 */
@Validated
@ConfigurationProperties("postern.mail")
record MailProperties(
        @Positive @DefaultValue("10") int testsPerMinute,
        @DefaultValue("dns:") String mxResolver,
        @DefaultValue List<Network> refusedNetworks) {}
