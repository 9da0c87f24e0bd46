package io.postern.tryout;

import com.icegreen.greenmail.util.GreenMail;
import io.postern.web.NotFound;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Shows what the try-out's mail server received, the newest first. */
@Controller
@TestComponent
class ReceivedMailController {

    /** A letter brings its looks along, which no page of Postern may. */
    private static final String AS_A_MAIL_PROGRAM_DOES =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Pattern LINK = Pattern.compile("https?://\\S+token=\\S+");

    private final GreenMail server;

    ReceivedMailController(GreenMail server) {
        this.server = server;
    }

    /**
     * A mail as a mail program would show it.
     *
     * @param id its Message-ID
     */
    record Received(String id, String from, String to, Instant date, String subject, String text) {

        public List<String> lines() {
            return text.lines().toList();
        }

        /** The link that the mail is about, to be clicked. */
        @Nullable
        public String link() {
            Matcher link = LINK.matcher(text);
            return link.find() ? link.group() : null;
        }
    }

    @GetMapping("/tryout/mails")
    String list(Model model) throws MessagingException, IOException {
        List<Received> mails = new ArrayList<>();
        for (MimeMessage each : server.getReceivedMessages()) {
            mails.add(new Received(
                    each.getMessageID(),
                    shown(each.getFrom()[0]),
                    shown(each.getAllRecipients()[0]),
                    each.getSentDate().toInstant(),
                    each.getSubject(),
                    part(each, "text/plain")));
        }
        // The server lists them by mailbox.
        mails.sort(Comparator.comparing(Received::date).reversed());
        model.addAttribute("mails", mails);
        model.addAttribute("running", server.isRunning());
        return "tryout/mails";
    }

    @GetMapping(path = "/tryout/mails/html", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    @ResponseBody
    String html(@RequestParam String id, HttpServletResponse response) throws MessagingException, IOException {
        response.setHeader("Content-Security-Policy", AS_A_MAIL_PROGRAM_DOES);
        for (MimeMessage each : server.getReceivedMessages()) {
            if (id.equals(each.getMessageID())) {
                return part(each, "text/html");
            }
        }
        throw new NotFound();
    }

    private static String shown(Address address) {
        return ((InternetAddress) address).toUnicodeString();
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                String found = part(each, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
