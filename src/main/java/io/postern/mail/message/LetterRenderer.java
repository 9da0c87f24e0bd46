package io.postern.mail.message;

import io.postern.installation.Installation;
import io.postern.mail.Letter;
import io.postern.mail.account.SmtpAccount;
import io.postern.net.EmailAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Makes the text part and the HTML part of a letter. */
@Component
public class LetterRenderer {

    private final ITemplateEngine templates;
    private final Installation installation;

    LetterRenderer(ITemplateEngine templates, Installation installation) {
        this.templates = templates;
        this.installation = installation;
    }

    public OutgoingMail render(
            Letter letter, EmailAddress to, SmtpAccount.Sender sender, String messageId, Instant date) {
        String subject = letter.opening().subject();
        String from = installation.recent().name();
        URI optOut = letter.optOut() == null ? null : letter.optOut().link();
        String text = text(letter, from);
        return OutgoingMail.of(sender, to, messageId, date, subject, text, html(letter, from), optOut);
    }

    private static String text(Letter letter, String from) {
        List<String> blocks = new ArrayList<>();
        blocks.add(letter.opening().greeting());
        blocks.addAll(letter.paragraphs());
        if (!letter.details().isEmpty()) {
            blocks.add(letter.details().stream()
                    .map(detail -> detail.label() + ": " + detail.text())
                    .collect(Collectors.joining("\n")));
        }
        if (letter.listing() != null) {
            letter.listing().sections().forEach(section -> blocks.add(text(section)));
            Optional.ofNullable(letter.listing().more()).ifPresent(blocks::add);
        }
        Optional.ofNullable(letter.action()).map(LetterRenderer::text).ifPresent(blocks::add);
        blocks.addAll(letter.closing());
        Optional.ofNullable(letter.optOut()).map(LetterRenderer::text).ifPresent(blocks::add);
        // The signature separator of RFC 3676, section 4.3.
        blocks.add("-- \n" + from);
        return String.join("\n\n", blocks) + "\n";
    }

    private static String text(Letter.Action action) {
        return action.label() + ":\n" + action.link();
    }

    private static String text(Letter.Section section) {
        String heading = section.heading() + "\n" + "-".repeat(section.heading().length());
        return section.items().stream()
                .map(item -> "* " + item.label() + ": " + item.text() + "\n  " + item.note())
                .collect(Collectors.joining("\n\n", heading + "\n\n", ""));
    }

    private String html(Letter letter, String from) {
        Locale language = letter.language();
        return templates.process("mail/letter", new Context(language, Map.of("letter", letter, "from", from)));
    }
}
