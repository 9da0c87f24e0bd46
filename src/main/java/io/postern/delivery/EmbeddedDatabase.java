package io.postern.delivery;

import java.util.Locale;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** Whether the database lives inside this process, so that no other instance can have it open. */
@Component
class EmbeddedDatabase {

    private final boolean embedded;

    EmbeddedDatabase(JdbcConnectionDetails connection) {
        String url = connection.getJdbcUrl().toLowerCase(Locale.ROOT);
        embedded = url.startsWith("jdbc:h2:")
                && !url.startsWith("jdbc:h2:tcp:")
                && !url.startsWith("jdbc:h2:ssl:")
                && !url.contains(";auto_server=true");
    }

    boolean isEmbedded() {
        return embedded;
    }
}
