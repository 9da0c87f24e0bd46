package io.postern.mail.overview;

import io.postern.mail.MailPaths;
import io.postern.mail.queue.DeliveryState;
import io.postern.overview.Repair;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import io.postern.users.User;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Addresses of people who may sign in, and that a server has refused: no reset reaches them. */
@Component
@Order(3)
class RefusedAddresses implements RepairSource {

    /** So many refusals are looked at, the newest. */
    private static final int LOOKED_AT = 500;

    private static final int SHOWN = 5;

    private final JdbcClient jdbc;
    private final Users users;

    RefusedAddresses(JdbcClient jdbc, Users users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    private record Refusal(UUID user, String address, @Nullable String reply) {}

    @Override
    public List<Repair> repairs() {
        Map<UUID, Refusal> refusals = refusals();
        Map<UUID, User> active = refusals.isEmpty() ? Map.of() : users.byIds(refusals.keySet());
        List<Text> current = refusals.values().stream()
                .flatMap(refusal -> Stream.ofNullable(active.get(refusal.user()))
                        .filter(user -> isCurrent(refusal, user))
                        .map(user -> text(refusal, user.username())))
                .toList();
        if (current.isEmpty()) {
            return List.of();
        }
        return List.of(Repair.of(
                        Severity.WARNING,
                        "address-refused",
                        Text.of("mail.overview.repair.address-refused", current.size()),
                        MailPaths.DELIVERIES + "?state=" + DeliveryState.FAILED)
                .because(current.stream().limit(SHOWN).toList()));
    }

    /** Of each user the newest one that no mail to that address has followed and reached. */
    private Map<UUID, Refusal> refusals() {
        return jdbc
                .sql(
                        """
                        select user_id, recipient_key, (select reply from delivery_attempt a where a.delivery_id = d.id
                            order by a.id desc fetch first 1 rows only) as reply
                        from (select id, user_id, recipient_key from delivery where state = 'FAILED'
                            order by id desc fetch first :most rows only) d
                        where user_id is not null and recipient_key is not null
                            and not exists (select 1 from delivery later where later.recipient_key = d.recipient_key
                                and later.id > d.id and later.state = 'SENT')
                        order by id desc
                        """)
                .param("most", LOOKED_AT)
                .query((row, number) -> new Refusal(
                        row.getObject("user_id", UUID.class), row.getString("recipient_key"), row.getString("reply")))
                .list()
                .stream()
                .collect(Collectors.toMap(Refusal::user, each -> each, (newer, older) -> newer, LinkedHashMap::new));
    }

    private static boolean isCurrent(Refusal refusal, User user) {
        return !user.isDisabled()
                && user.email()
                        .filter(address -> address.canonical().equals(refusal.address()))
                        .isPresent();
    }

    private static Text text(Refusal refusal, String username) {
        return (refusal.reply() == null
                        ? Text.of("mail.overview.repair.refused", username, refusal.address())
                        : Text.of("mail.overview.repair.refused-reply", username, refusal.address(), refusal.reply()))
                .on(UserPaths.user(refusal.user()));
    }
}
