package io.postern.alerts.subscriptions;

import io.postern.alerts.Severity;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.NotFound;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Your profile: which alerts you get by mail. */
@Controller
class SubscriptionController {

    private final Users users;
    private final Subscriptions subscriptions;
    private final SubscriptionPage page;

    SubscriptionController(Users users, Subscriptions subscriptions, SubscriptionPage page) {
        this.users = users;
        this.subscriptions = subscriptions;
        this.page = page;
    }

    @GetMapping("/profile/alerts")
    ModelAndView show(
            @AuthenticationPrincipal SignedInUser me,
            @RequestParam(defaultValue = "") String q,
            Model model,
            Locale locale) {
        return page.show(user(me), q.strip(), RetainedForm.typed(model), locale);
    }

    /** @param fields by topic; a topic without a field keeps its value, since the page does not show every component */
    @PostMapping("/profile/alerts")
    ModelAndView save(
            @AuthenticationPrincipal SignedInUser me,
            @RequestParam Map<String, String> fields,
            Locale locale,
            RedirectAttributes redirect) {
        Optional<Subscription> chosen = read(fields, subscriptions.of(me.id()));
        if (chosen.isEmpty()) {
            ModelAndView refused = page.show(user(me), "", fields, locale).addObject("malformed", true);
            refused.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return refused;
        }
        subscriptions.change(me.id(), me.username(), chosen.get());
        redirect.addFlashAttribute("flash", "alerts.flash.subscribed");
        return Redirects.to("/profile/alerts");
    }

    private User user(SignedInUser me) {
        return users.byId(me.id()).orElseThrow(NotFound::new);
    }

    private Optional<Subscription> read(Map<String, String> fields, Subscription before) {
        Map<Topic, MailFrequency> frequencies = new HashMap<>(before.chosen());
        for (String component : page.components(before)) {
            for (Severity severity : Severity.values()) {
                Topic topic = new Topic(component, severity);
                String value = fields.get(topic.field());
                if (value != null) {
                    Optional<MailFrequency> mailing = MailFrequency.named(value);
                    if (mailing.isEmpty()) {
                        return Optional.empty();
                    }
                    frequencies.put(topic, mailing.get());
                }
            }
        }
        return Optional.of(new Subscription(frequencies).withoutDefaults());
    }
}
