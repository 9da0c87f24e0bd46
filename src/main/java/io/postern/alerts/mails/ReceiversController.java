package io.postern.alerts.mails;

import io.postern.alerts.subscriptions.AlertRecipients;
import io.postern.alerts.subscriptions.NoMailReason;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Who gets alert mails, and why not: pages that others load parts of. */
@Controller
class ReceiversController {

    private final Users users;
    private final AlertRecipients recipients;

    ReceiversController(Users users, AlertRecipients recipients) {
        this.users = users;
        this.recipients = recipients;
    }

    /** Somebody as the page shows them. */
    record Person(UUID id, String username, String displayName, String address, List<NoMailReason> noMailReasons) {

        static Person of(AlertRecipients.Reader reader) {
            User user = reader.user();
            return new Person(
                    user.id(),
                    user.username(),
                    user.displayName(),
                    user.email().map(Object::toString).orElse(""),
                    reader.noMailReasons());
        }
    }

    /** All who may see alerts. */
    @GetMapping("/settings/alerts/receivers")
    String all(@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, Model model) {
        List<Person> people = recipients.readers().stream().map(Person::of).toList();
        model.addAttribute(
                "reached",
                people.stream().filter(each -> each.noMailReasons().isEmpty()).toList());
        model.addAttribute(
                "others",
                people.stream().filter(each -> !each.noMailReasons().isEmpty()).toList());
        model.addAttribute("noMailReasons", recipients.reasonsForAll());
        return htmx == null ? "alerts/receivers" : "alerts/receivers :: count";
    }

    /** Why this one gets none. */
    @GetMapping("/users/{id}/alert-mails")
    String one(
            @PathVariable UUID id,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        User user = users.byId(id).orElseThrow(NotFound::new);
        AlertRecipients.Reader reader = recipients.reader(user);
        List<NoMailReason> noMailReasons = new ArrayList<>(reader.noMailReasons());
        if (user.role() != Role.USER) {
            noMailReasons.addAll(recipients.reasonsForAll());
        }
        model.addAttribute("person", Person.of(reader));
        model.addAttribute("noMailReasons", noMailReasons);
        return htmx == null ? "alerts/person" : "alerts/person :: answer";
    }
}
