package io.postern.mailsettings;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's bounds for mail.
 *
 * @param testsPerMinute test mails in a minute, over all instances and administrators
 * @param mxResolver the DNS server that is asked whose customer a typed address is, as a URL of the JDK's DNS client; blank for none
 * @param refusedNetworks networks in CIDR notation where no mail server may be, besides those that are always refused
 */
@ConfigurationProperties("postern.mail")
record MailProperties(
        @DefaultValue("10") int testsPerMinute,
        @DefaultValue("dns:") String mxResolver,
        @DefaultValue List<String> refusedNetworks) {}
