package io.postern.selection;

import io.postern.database.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long it is kept what was selected, and what became of it. */
@Configuration(proxyBeanMethods = false)
class SelectionUpkeep {

    @Bean
    static OldRows selectionsNobodyConfirmed() {
        return new OldRows("selection", "id", "state = 'ASKED' and created_at < :end", Duration.ofDays(1));
    }

    @Bean
    static OldRows oldSelections() {
        return new OldRows("selection", "id", "state = 'DONE' and created_at < :end", Duration.ofDays(30));
    }
}
