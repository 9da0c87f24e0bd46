package io.postern.mail.page;

import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The operator's limit for test mails.
 *
 * @param testsPerMinute test mails in a minute, over all instances and administrators
 */
@Validated
@ConfigurationProperties("postern.mail")
record MailTestProperties(@Range(min = 1, max = 1000) @DefaultValue("10") int testsPerMinute) {}
