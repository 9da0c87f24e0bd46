package io.postern.users.admin;

import io.postern.users.User;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import io.postern.web.Redirects;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a user is signed in. The user's page loads it as a part. */
@Controller
@RequestMapping("/users/{id}/sessions")
class UserSessionsController {

    private final Users users;
    private final UserSessions sessions;

    UserSessionsController(Users users, UserSessions sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    @GetMapping
    ModelAndView show(
            @PathVariable UUID id, @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
        User user = users.existing(id);
        return new ModelAndView(
                htmx == null ? "users/sessions" : "users/sessions :: sessions",
                Map.of("person", user, "sessions", sessions.of(id), "address", UserPaths.user(id) + "/sessions"));
    }

    @PostMapping("/{session}/end")
    ModelAndView end(@PathVariable UUID id, @PathVariable UUID session, RedirectAttributes redirect) {
        User user = users.existing(id);
        boolean ended = sessions.end(user, session);
        redirect.addFlashAttribute(
                ended ? "flash" : "notice", ended ? "users.flash.session" : "users.flash.session-gone");
        return Redirects.to(UserPaths.user(id));
    }
}
