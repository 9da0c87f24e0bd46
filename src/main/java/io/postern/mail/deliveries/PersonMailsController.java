package io.postern.mail.deliveries;

import io.postern.users.User;
import io.postern.users.Users;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;

/** What became of the mails to a user. The user's page loads it as a part. */
@Controller
class PersonMailsController {

    private final Users users;
    private final PersonMails mails;

    PersonMailsController(Users users, PersonMails mails) {
        this.users = users;
        this.mails = mails;
    }

    @GetMapping("/users/{id}/deliveries")
    ModelAndView show(
            @PathVariable UUID id, @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
        User user = users.existing(id);
        return new ModelAndView(
                htmx == null ? "mail/person" : "mail/person :: mails",
                Map.of("user", user, "mails", mails.newest(user)));
    }
}
