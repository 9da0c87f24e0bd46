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

    /** The page does not name more than so many, and counts no further than a thousand. */
    private static final int SHOWN = 5;

    private final RefusedAddresses refusedAddresses;

    RefusedAddressRepairs(RefusedAddresses refusedAddresses) {
        this.refusedAddresses = refusedAddresses;
    }

    @Override
    public List<Repair> repairs() {
        List<RefusedAddresses.Person> people = refusedAddresses.enabled(1000);
        if (people.isEmpty()) {
            return List.of();
        }
        return List.of(Repair.of(
                        Severity.WARNING,
                        "address-refused",
                        Text.of("mail.overview.repair.address-refused", people.size()),
                        MailPaths.REFUSED)
                .because(people.stream()
                        .limit(SHOWN)
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
