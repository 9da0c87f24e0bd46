package io.postern.signin.factor;

import io.postern.installation.Installation;
import io.postern.installation.SecondFactorPolicy;
import io.postern.users.SignedInUser;
import io.postern.web.Banner;
import io.postern.web.PagePart;
import io.postern.web.Reader;
import io.postern.web.Times;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Reminds people who must add a second factor, during their days of grace and after. */
@Component
class FactorReminder implements PagePart {

    private final Installation installation;
    private final Times times;
    private final Clock clock;

    FactorReminder(Installation installation, Times times, Clock clock) {
        this.installation = installation;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public void addTo(ModelAndView page, HttpServletRequest request) {
        SecondFactorPolicy policy = installation.recent().secondFactor();
        if (Reader.signedIn().orElse(null) instanceof SignedInUser me && !me.secondFactor() && policy.concerns(me)) {
            page.addObject("ownBanner", banner(policy.due(me.createdAt())));
        }
    }

    private Banner banner(Instant due) {
        if (!due.isAfter(clock.instant())) {
            return new Banner("second-factor-due", "signin.banner.factor-due", FactorPaths.OWN);
        }
        List<Object> day = List.of(times.day(due));
        return new Banner("second-factor-soon", "signin.banner.factor-soon", day, FactorPaths.OWN, false);
    }
}
