package io.postern.users.profile;

import io.postern.users.SignedInUser;
import io.postern.users.UserChanges;
import io.postern.web.LanguageCookie;
import io.postern.web.Languages;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The language switch. It changes a user's own setting, and for visitors what this browser shows. */
@Controller
class LanguageController {

    private final UserChanges changes;
    private final CurrentSession session;

    LanguageController(UserChanges changes, CurrentSession session) {
        this.changes = changes;
        this.session = session;
    }

    @PostMapping("/language")
    ModelAndView choose(
            @AuthenticationPrincipal @Nullable SignedInUser me,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!Languages.TAGS.contains(language)) {
            return Redirects.back(back);
        }
        if (me == null) {
            LanguageCookie.choose(language, request, response);
        } else {
            session.renew(changes.speak(me.id(), Locale.forLanguageTag(language)), request, response);
        }
        return Redirects.back(back);
    }
}
