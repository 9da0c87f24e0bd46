package io.postern.mail.test;

import io.postern.database.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MailTestUpkeep {

    /** Of a new server that was tested and then not saved. */
    @Bean
    static OldRows testsOfUnsavedServers() {
        return new OldRows(
                "mail_test_result",
                "id",
                "tested_at < :end and id <> 1 and id not in (select id from mail_settings)",
                Duration.ofDays(1));
    }
}
