package io.postern.alerts.mails;

import io.postern.alerts.subscriptions.AlertRecipients;
import io.postern.alerts.subscriptions.NoMailReason;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;

/** Who gets alert mails, and who does not and why. Other pages load parts of these pages. */
@Controller
class ReceiversController {

    private final Users users;
    private final AlertRecipients recipients;

    ReceiversController(Users users, AlertRecipients recipients) {
        this.users = users;
        this.recipients = recipients;
    }

    /** A user as the pages show them. */
    record Person(UUID id, String username, String displayName, String address, List<NoMailReason> noMailReasons) {

        static Person of(AlertRecipients.Reader reader, List<NoMailReason> noMailReasons) {
            User user = reader.user();
            return new Person(
                    user.id(),
                    user.username(),
                    user.displayName(),
                    user.email().map(Object::toString).orElse(""),
                    noMailReasons);
        }
    }

    /**
     * The first page.
     *
     * @param noMailReasons why nobody gets alert mails
     */
    record Page(List<Person> reached, List<Person> others, List<NoMailReason> noMailReasons) {}

    /** All who may see alerts. */
    @GetMapping("/settings/alerts/receivers")
    ModelAndView all(@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
        Map<Boolean, List<Person>> people = recipients.readers().stream()
                .map(reader -> Person.of(reader, reader.noMailReasons()))
                .collect(Collectors.partitioningBy(
                        person -> person.noMailReasons().isEmpty()));
        return new ModelAndView(
                htmx == null ? "alerts/receivers" : "alerts/receivers :: count",
                "page",
                new Page(
                        people.getOrDefault(true, List.of()),
                        people.getOrDefault(false, List.of()),
                        recipients.reasonsForAll()));
    }

    /** Whether this user gets alert mails, and if not, why. */
    @GetMapping("/users/{id}/alert-mails")
    ModelAndView one(
            @PathVariable UUID id, @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
        User user = users.byId(id).orElseThrow(NotFound::new);
        AlertRecipients.Reader reader = recipients.reader(user);
        List<NoMailReason> reasons = new ArrayList<>(reader.noMailReasons());
        if (user.role() != Role.USER) {
            reasons.addAll(recipients.reasonsForAll());
        }
        return new ModelAndView(
                htmx == null ? "alerts/person" : "alerts/person :: answer", "person", Person.of(reader, reasons));
    }
}
