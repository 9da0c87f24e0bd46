package io.postern.mail.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.Letter;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.OnH2;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whether the words of a mail stand out from what is behind them: 4.5 to 1 (WCAG 2.2, 1.4.3). */
class MailColoursTests extends ApplicationTest implements OnH2 {

    private static final double LEAST = 4.5;
    private static final Pattern DARK =
            Pattern.compile("prefers-color-scheme: dark\\) \\{(.*?)\\n {4}}", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]+)}");

    @Autowired
    private LetterRenderer renderer;

    @Test
    void wordsStandOutInLightAndDark() throws IOException {
        Document mail = mail();
        assertReadable(mail, "light");
        assertThat(applyDark(mail)).as("rules for the dark").isGreaterThan(10);
        assertReadable(mail, "dark");
    }

    private static void assertReadable(Document mail, String scheme) {
        List<Element> words = mail.body().select(":matchesOwn(\\S)");
        assertThat(words).hasSizeGreaterThan(20);
        for (Element each : words) {
            if (each.attr("style").contains("display:none") || each.ownText().equals("\u00a0")) {
                continue;
            }
            String colour = nearest(each, "color");
            String behind = nearest(each, "background-color");
            assertThat(contrast(colour, behind))
                    .as("%s: %s on %s: %s", scheme, colour, behind, each)
                    .isGreaterThanOrEqualTo(LEAST);
        }
    }

    /** What the style sheet says for the dark, put in the place of what the element says. */
    private static int applyDark(Document mail) {
        Matcher dark = DARK.matcher(mail.select("style").html());
        assertThat(dark.find()).isTrue();
        Matcher rules = RULE.matcher(dark.group(1));
        int applied = 0;
        while (rules.find()) {
            for (Element each : mail.select(rules.group(1).strip())) {
                each.attr("style", each.attr("style") + ";" + rules.group(2).replace("!important", ""));
                applied++;
            }
        }
        return applied;
    }

    /** The last value that the element, or else the nearest one around it, gives the property. */
    private static String nearest(Element element, String property) {
        for (Element each = element; each != null; each = each.parent()) {
            String value = Arrays.stream(each.attr("style").split(";"))
                    .map(String::strip)
                    .filter(declaration -> declaration.startsWith(property + ":"))
                    .reduce("", (earlier, later) -> later);
            if (!value.isEmpty()) {
                return value.substring(property.length() + 1).strip();
            }
        }
        throw new AssertionError("no " + property + " around " + element);
    }

    private static double contrast(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** Relative luminance as WCAG defines it. */
    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double value = (channel & 255) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** With all that a mail can have. */
    private Document mail() throws IOException {
        List<Letter.Item> items = Arrays.stream(Letter.Tone.values())
                .map(tone -> new Letter.Item(tone, "Severity", "what", "when"))
                .toList();
        Letter letter = new Letter(
                Locale.ENGLISH,
                new Letter.Opening("Subject", "Preheader", "Hello,"),
                List.of("A paragraph."),
                List.of(new Letter.Detail("Time", "noon")),
                new Letter.Listing(List.of(new Letter.Section("System", items)), "And 1 more."),
                new Letter.Action("Open", URI.create("https://postern.example/alerts")),
                List.of("A closing."),
                new Letter.Action("Choose", URI.create("https://postern.example/profile")));
        EmailAddress address = new EmailAddress("a@corp.example");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(letter, address, new SmtpAccount.Sender(address, null, null, null), "<1@x>", clock.instant())
                .writeTo(out, null);
        ReceivedMail mail = new ReceivedMail("", List.of(), out.toString(StandardCharsets.ISO_8859_1));
        return Jsoup.parse(mail.html());
    }
}
