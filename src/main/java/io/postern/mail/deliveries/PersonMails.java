package io.postern.mail.deliveries;

import io.postern.net.Canonical;
import io.postern.users.User;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mails to one user, under the name and the address of today. */
@Component
class PersonMails {

    private static final int SHOWN = 10;

    private final JdbcClient jdbc;

    PersonMails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param reply what the server said last, if it was asked */
    record Mail(Deliveries.Entry entry, @Nullable String reply) {}

    /** The newest ones. Two indexes find them: there is none of the user's id, which each mail would pay for. */
    List<Mail> newest(User user) {
        return jdbc.sql(
                        """
                        select d.*, (select a.reply from delivery_attempt a where a.id =
                            (select max(last.id) from delivery_attempt last where last.delivery_id = d.id)) as reply
                        from delivery d where d.user_id = :user and d.id in
                            (select id from delivery where username_key = :username
                            union select id from delivery where recipient_key = :address)
                        order by d.id desc fetch first :shown rows only
                        """)
                .param("user", user.id())
                .param("username", Canonical.identifier(user.username()))
                .param(
                        "address",
                        user.email().map(address -> address.canonical()).orElse(""))
                .param("shown", SHOWN)
                .query((row, number) -> new Mail(Deliveries.entry(row, number), row.getString("reply")))
                .list();
    }
}
