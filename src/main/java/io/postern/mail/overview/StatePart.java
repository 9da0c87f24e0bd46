package io.postern.mail.overview;

import io.postern.mail.MailPaths;
import io.postern.mail.deliveries.MailBanners;
import io.postern.mail.queue.QueueHold;
import io.postern.overview.OverviewPart;
import io.postern.overview.Repair.Button;
import io.postern.overview.Repair.Text;
import io.postern.web.Banner;
import io.postern.web.RoomPaths.Access;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether mail works, in words, and what to do where it does not. */
@Component
class StatePart implements OverviewPart {

    static final Button RESUME = new Button("/deliveries/resume", "mail.deliveries.list.resume");

    private final MailBanners banners;
    private final QueueHold queueHold;
    private final ServerPart server;

    StatePart(MailBanners banners, QueueHold queueHold, ServerPart server) {
        this.banners = banners;
        this.queueHold = queueHold;
        this.server = server;
    }

    /**
     * What the template shows.
     *
     * @param code {@code working}, {@code set-up} where nobody has tried yet, or what is the matter
     * @param since when that began; where all is well, when a mail was last accepted
     * @param href where to go; null where there is nothing to do
     */
    record State(
            String code,
            @Nullable Instant since,
            List<Text> because,
            @Nullable Instant nextTry,
            @Nullable String href,
            @Nullable Button button) {

        public boolean isGood() {
            return code.equals("working") || code.equals("set-up");
        }

        public String titleKey() {
            return "mail.overview.state." + code;
        }
    }

    @Override
    public Place place() {
        return Place.TOP;
    }

    @Override
    public Access readers() {
        return Access.OPERATORS;
    }

    @Override
    public String template() {
        return "mail/overview-state";
    }

    @Override
    public Object model() {
        List<Banner> troubles = banners.current();
        QueueHold.Servers servers = queueHold.servers();
        Optional<QueueHold.Hold> primary = servers.primaryAlone();
        if (primary.isPresent()) {
            return state("backup", primary.get());
        }
        Optional<Banner> settings = troubles.stream()
                .filter(banner -> !MailPaths.DELIVERIES.equals(banner.href()))
                .findFirst();
        if (settings.isPresent()) {
            Banner banner = settings.get();
            boolean unset = banner.code().equals("mail-not-configured");
            return new State(
                    unset ? "not-set-up" : "unable",
                    null,
                    List.of(Text.of(banner.messageKey())),
                    null,
                    unset ? MailPaths.DISCOVER : banner.href(),
                    null);
        }
        Optional<QueueHold.Hold> hold = servers.hold();
        if (hold.isPresent()) {
            return hold.get().byPerson()
                    ? new State("paused", hold.get().since(), List.of(), null, MailPaths.DELIVERIES, RESUME)
                    : state("held", hold.get());
        }
        return troubles.stream()
                .findFirst()
                .map(late ->
                        new State("late", null, List.of(Text.of(late.messageKey())), null, MailPaths.DELIVERIES, null))
                .orElseGet(this::working);
    }

    /** What has never been tried is not said to work. */
    private State working() {
        ServerPart.Server known = server.model();
        boolean proven = known.lastSuccess() != null || known.lastTest().code().equals("accepted");
        return new State(
                proven ? "working" : "set-up",
                known.lastSuccess() == null ? null : known.lastSuccess().at(),
                List.of(),
                null,
                null,
                null);
    }

    private static State state(String code, QueueHold.Hold hold) {
        return new State(code, hold.since(), reasons(hold), hold.nextProbe(), MailPaths.SETTINGS, null);
    }

    /** What the problem is, what the server said, and what to do. */
    static List<Text> reasons(QueueHold.Hold hold) {
        List<Text> reasons = new ArrayList<>();
        String problem = "mail.diagnosis.problem." + hold.problem();
        reasons.add(
                hold.reply() == null
                        ? Text.of(problem + ".cause")
                        : Text.of("mail.deliveries.list.refused", hold.reply()));
        reasons.add(Text.of(problem + ".advice"));
        return reasons;
    }
}
