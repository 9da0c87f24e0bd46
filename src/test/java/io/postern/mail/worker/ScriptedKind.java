package io.postern.mail.worker;

import io.postern.mail.ComposedMail;
import io.postern.mail.Letter;
import io.postern.mail.MailKind;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import io.postern.net.EmailAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A kind of mail whose reference is the address it goes to, and that can be made to fail. */
@Component
public class ScriptedKind implements MailKind {

    public static final String NAME = "scripted";

    /** The mail whose acceptance it can't bear. */
    public volatile long failsAfter;

    /** The mail that it can't write, however deep it goes. */
    volatile long unwritable;

    /** The mail whose letter lacks a heading that each rendering of it needs. */
    volatile long unrenderable;

    public final List<Long> accepted = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Priority priority() {
        return Priority.NOTICE;
    }

    @Override
    public Duration lifetime() {
        return Duration.ofDays(2);
    }

    @Override
    public Map<Long, ComposedMail> compose(List<QueuedMail> batch) {
        return batch.stream().collect(Collectors.toMap(QueuedMail::id, this::compose));
    }

    private ComposedMail compose(QueuedMail mail) {
        if (mail.id() == unwritable) {
            throw new StackOverflowError("as the test wants it");
        }
        String address = String.valueOf(mail.reference());
        Recipient somebody = new Recipient(mail.user() == null ? UUID.randomUUID() : mail.user(), address);
        URI link = URI.create("https://postern.example/secret-link");
        return new ComposedMail.Written(
                somebody,
                EmailAddress.parse(address).orElseThrow(),
                new Letter(
                        Locale.ENGLISH,
                        new Letter.Opening("Subject", "", "Hello,"),
                        List.of("secret-body"),
                        List.of(),
                        mail.id() == unrenderable ? withoutHeading() : null,
                        new Letter.Action("Open", link),
                        List.of(),
                        null));
    }

    private static Letter.Listing withoutHeading() {
        return new Letter.Listing(List.of(new Letter.Section(null, List.of())), null);
    }

    @Override
    public Map<Long, Recipient> recipients(List<QueuedMail> mails) {
        return Map.of();
    }

    @Override
    public void accepted(List<QueuedMail> mails) {
        List<Long> ids = mails.stream().map(QueuedMail::id).toList();
        if (ids.contains(failsAfter)) {
            throw new IllegalStateException("as the test wants it");
        }
        accepted.addAll(ids);
    }
}
