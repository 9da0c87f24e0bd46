package io.postern.bench;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * What the mail library does by itself: the same messages built and sent, by two threads, so many over each connection, or each by
 * Spring's sender as it is. A process of its own, with the arguments port, mails, mails per connection, and a message as the
 * application sent it.
 */
final class AngusLoop {

    static final int THREADS = 2;

    /** By Spring's {@link JavaMailSenderImpl}, which makes a connection for each. */
    static final int STOCK = 1;

    private final int port;
    private final int perConnection;
    private final String subject;
    private final String text;
    private final String html;
    private final String token;
    private final Session session = Session.getInstance(new Properties());
    private final SecureRandom random = new SecureRandom();
    private final JavaMailSenderImpl stock = new JavaMailSenderImpl();

    private AngusLoop(int port, int perConnection, MimeMessage like, String token) throws Exception {
        this.port = port;
        this.perConnection = perConnection;
        stock.setHost("127.0.0.1");
        stock.setPort(port);
        this.subject = like.getSubject();
        MimeMultipart parts = (MimeMultipart) like.getContent();
        this.text = (String) parts.getBodyPart(0).getContent();
        this.html = (String) parts.getBodyPart(1).getContent();
        this.token = token;
    }

    public static void main(String[] arguments) throws Exception {
        MimeMessage like;
        try (var in = Files.newInputStream(Path.of(arguments[3]))) {
            like = new MimeMessage(Session.getInstance(new Properties()), in);
        }
        String text =
                (String) ((MimeMultipart) like.getContent()).getBodyPart(0).getContent();
        String token = text.replaceAll("(?s).*token=([\\w-]{43}).*", "$1");
        new AngusLoop(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[2]), like, token)
                .send(Integer.parseInt(arguments[1]));
    }

    private void send(int mails) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(executor.submit(() -> {
                for (int from = next.getAndAdd(perConnection); from < mails; from = next.getAndAdd(perConnection)) {
                    batch(from, Math.min(mails, from + perConnection));
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        executor.shutdown();
    }

    private void batch(int from, int to) throws Exception {
        if (perConnection == STOCK) {
            stock.send(message(from));
            return;
        }
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", port, null, null);
            for (int i = from; i < to; i++) {
                MimeMessage message = message(i);
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
    }

    private MimeMessage message(int number) throws Exception {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String own = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String id = "<" + UUID.randomUUID() + "@bench.example>";
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws jakarta.mail.MessagingException {
                setHeader("Message-ID", id);
            }
        };
        message.setFrom(new InternetAddress("postern@bench.example"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(Load.user(number) + "@bench.example"));
        message.setSubject(subject, "UTF-8");
        message.setSentDate(new Date());
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(text.replace(token, own), "plain"));
        parts.addBodyPart(part(html.replace(token, own), "html"));
        message.setContent(parts);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String content, String type) throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, "UTF-8", type);
        return part;
    }
}
