package io.postern.mail.overview;

import io.postern.mail.MailPaths;
import io.postern.overview.Repair;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import io.postern.users.RefusedAddresses;
import io.postern.users.UserPaths;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Addresses of people who may sign in, and that a server has refused: no reset reaches them. */
@Component
@Order(3)
class RefusedAddressRepairs implements RepairSource {

    private static final int SHOWN = 5;

    private final RefusedAddresses refusedAddresses;

    RefusedAddressRepairs(RefusedAddresses refusedAddresses) {
        this.refusedAddresses = refusedAddresses;
    }

    @Override
    public List<Repair> repairs() {
        int count = refusedAddresses.enabled();
        if (count == 0) {
            return List.of();
        }
        return List.of(Repair.of(
                        Severity.WARNING,
                        "address-refused",
                        Text.of("mail.overview.repair.address-refused", count),
                        MailPaths.REFUSED)
                .because(refusedAddresses.newest(SHOWN).stream()
                        .map(RefusedAddressRepairs::text)
                        .toList()));
    }

    private static Text text(RefusedAddresses.Person person) {
        return (person.reply() == null
                        ? Text.of("mail.overview.repair.refused", person.username(), person.address())
                        : Text.of(
                                "mail.overview.repair.refused-reply",
                                person.username(),
                                person.address(),
                                person.reply()))
                .on(UserPaths.user(person.id()));
    }
}
