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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sends somebody the summary of the last day at once. */
@Controller
class DigestNowController {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST = 3;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Users users;
    private final AlertRecipients recipients;
    private final AlertMailQuery mails;
    private final AlertMail digest;
    private final Outbox outbox;
    /** For a boundary within a method: a controller is no transaction. */
    private final TransactionOperations transaction;

    private final RateLimiter rateLimiter;
    private final SubscriptionPage page;
    private final Clock clock;

    DigestNowController(
            Users users,
            AlertRecipients recipients,
            AlertMailQuery mails,
            AlertMail digestMail,
            Outbox outbox,
            TransactionOperations transaction,
            RateLimiter rateLimiter,
            SubscriptionPage page,
            Clock clock) {
        this.users = users;
        this.recipients = recipients;
        this.mails = mails;
        this.digest = digestMail;
        this.outbox = outbox;
        this.transaction = transaction;
        this.rateLimiter = rateLimiter;
        this.page = page;
        this.clock = clock;
    }

    @PostMapping("/profile/alerts/digest")
    ModelAndView send(@AuthenticationPrincipal SignedInUser me, Locale locale, RedirectAttributes redirect) {
        User user = users.byId(me.id()).orElseThrow(NotFound::new);
        AlertRecipients.Reader reader = recipients.reader(user);
        Instant now = clock.instant();
        MailableAlerts alerts = MailableAlerts.between(now.minus(DAY), now);
        if (!reader.isReached() || !recipients.reasonsForAll().isEmpty()) {
            return refused(user, "hindered", HttpStatus.UNPROCESSABLE_CONTENT, locale);
        }
        if (reader.subscription().inDigest(mails.topics(alerts)).isEmpty()) {
            return refused(user, "nothing", HttpStatus.UNPROCESSABLE_CONTENT, locale);
        }
        if (!rateLimiter.tryAcquire("digest-now:" + me.id(), MOST, WINDOW)) {
            return refused(user, "too-many", HttpStatus.TOO_MANY_REQUESTS, locale);
        }
        String span = AlertMail.span(now.minus(DAY), now);
        transaction.executeWithoutResult(status -> outbox.enqueue(digest, me.id(), span));
        redirect.addFlashAttribute("flash", "alerts.flash.digest-queued");
        return Redirects.to("/profile/alerts");
    }

    private ModelAndView refused(User user, String reason, HttpStatus status, Locale locale) {
        ModelAndView shown = page.show(user, locale).addObject("digestRefused", reason);
        shown.setStatus(status);
        return shown;
    }
}
