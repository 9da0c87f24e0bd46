package io.postern.alerts.mails;

import io.postern.alerts.subscriptions.AlertRecipients;
import io.postern.alerts.subscriptions.SubscriptionPage;
import io.postern.mail.Outbox;
import io.postern.ratelimit.RateLimiter;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.NotFound;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sends somebody the summary of the last day without waiting for its hour. */
@Controller
class DigestNowController {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST = 3;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Users users;
    private final AlertRecipients recipients;
    private final AlertMailQuery mails;
    private final DigestMail digest;
    private final Outbox outbox;
    private final TransactionOperations transaction;
    private final RateLimiter rateLimiter;
    private final SubscriptionPage page;
    private final Clock clock;

    DigestNowController(
            Users users,
            AlertRecipients recipients,
            AlertMailQuery mails,
            DigestMail digest,
            Outbox outbox,
            TransactionOperations transaction,
            RateLimiter rateLimiter,
            SubscriptionPage page,
            Clock clock) {
        this.users = users;
        this.recipients = recipients;
        this.mails = mails;
        this.digest = digest;
        this.outbox = outbox;
        this.transaction = transaction;
        this.rateLimiter = rateLimiter;
        this.page = page;
        this.clock = clock;
    }

    @PostMapping("/profile/alerts/digest")
    Object send(
            @AuthenticationPrincipal SignedInUser me,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.byId(me.id()).orElseThrow(NotFound::new);
        AlertRecipients.Reader reader = recipients.reader(user);
        Instant now = clock.instant();
        MailableAlerts alerts = MailableAlerts.between(now.minus(DAY), now);
        boolean unreachable = !reader.isReached() || !recipients.reasonsForAll().isEmpty();
        if (unreachable || reader.subscription().inDigest(mails.topics(alerts)).isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("digestRefused", unreachable ? "hindered" : "nothing");
        } else if (!rateLimiter.tryAcquire("digest-now:" + me.id(), MOST, WINDOW)) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            model.addAttribute("digestRefused", "too-many");
        } else {
            String reference = DigestMail.reference(now.minus(DAY), now);
            transaction.executeWithoutResult(status -> outbox.enqueue(digest, me.id(), reference));
            redirect.addFlashAttribute("flash", "alerts.flash.digest-queued");
            return Redirects.to("/profile/alerts");
        }
        return page.show(user, model, locale);
    }
}
