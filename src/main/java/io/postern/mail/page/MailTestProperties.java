package io.postern.mail.page;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The operator's bound for test mails.
 *
 * @param testsPerMinute test mails in a minute, over all instances and administrators
 */
@Validated
@ConfigurationProperties("postern.mail")
record MailTestProperties(@Positive @DefaultValue("10") int testsPerMinute) {}
