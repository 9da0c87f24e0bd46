package io.postern.users.imports;

import io.postern.database.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long a file is kept whose preview nobody confirms. */
@Configuration(proxyBeanMethods = false)
class ImportDraftUpkeep {

    @Bean
    static OldRows oldImports() {
        return new OldRows("user_import", "id", "state <> 'RUNNING' and created_at < :end", Duration.ofDays(30));
    }

    @Bean
    static OldRows oldImportDrafts() {
        return new OldRows("user_import_draft", "id", "created_at < :end", Duration.ofDays(1));
    }
}
