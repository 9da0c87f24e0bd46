package io.postern.mail.received;

import io.postern.database.DatabaseTime;
import io.postern.database.DuplicateKeyRetry;
import io.postern.mail.domain.KnownSelectors;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The DKIM keys with which receivers found our mails to be signed. They come from received messages that somebody had checked, and only
 * from results that are the receiver's own.
 */
@Component
class SeenSelectors implements KnownSelectors {

    private static final int LONGEST = 255;

    private final JdbcClient jdbc;
    private final DatabaseTime time;

    SeenSelectors(JdbcClient jdbc, DatabaseTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    @Override
    public List<Selector> of(String fromDomain) {
        return jdbc.sql(
                        """
                        select signing_domain, selector from seen_selector where from_domain = ?
                        order by seen_at desc, signing_domain, selector
                        """)
                .param(canonical(fromDomain))
                .query((row, number) -> new Selector(row.getString(1), row.getString(2)))
                .list();
    }

    /** Remembers that the key signed a mail with this domain in From. A name too long for DNS is passed over. */
    void remember(String fromDomain, String signingDomain, String selector) {
        if (fromDomain.length() > LONGEST || signingDomain.length() > LONGEST || selector.length() > LONGEST) {
            return;
        }
        DuplicateKeyRetry.run(() -> write(canonical(fromDomain), canonical(signingDomain), canonical(selector)));
    }

    private void write(String fromDomain, String signingDomain, String selector) {
        Timestamp now = Timestamp.from(time.instant());
        int updated = jdbc.sql(
                        """
                        update seen_selector set seen_at = ?
                        where from_domain = ? and signing_domain = ? and selector = ?
                        """)
                .params(now, fromDomain, signingDomain, selector)
                .update();
        if (updated == 0) {
            jdbc.sql("insert into seen_selector (seen_at, from_domain, signing_domain, selector) values (?, ?, ?, ?)")
                    .params(now, fromDomain, signingDomain, selector)
                    .update();
        }
    }

    private static String canonical(String domain) {
        return domain.toLowerCase(Locale.ROOT);
    }
}
