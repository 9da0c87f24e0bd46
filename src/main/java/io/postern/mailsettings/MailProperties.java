package io.postern.mailsettings;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's bounds for mail.
 *
 * @param testsPerMinute test mails in a minute, over all instances and administrators
 * @param refusedNetworks networks in CIDR notation where no mail server may be, besides those that are always refused
 */
@ConfigurationProperties("postern.mail")
record MailProperties(@DefaultValue("10") int testsPerMinute, @DefaultValue List<String> refusedNetworks) {}
