package io.postern.mail.diagnosis;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reply of {@code mail-replies.txt}, and how it is understood.
 *
 * @param signIn no, password, oauth, kerberos; or directory, a password where the server offers only mechanisms of a directory
 * @param text its lines, without the last line end
 */
public record KnownReply(Stage stage, String signIn, RetryClass retry, String problem, String text) {

    private static final Pattern CODE = Pattern.compile("^\\d{3}[ -](?:\\d\\.\\d{1,3}\\.\\d{1,3} )?");

    public static Stream<KnownReply> all() {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/mail-replies.txt"))) {
            return lines.filter(line -> !line.startsWith("#")).map(KnownReply::parse).toList().stream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static KnownReply parse(String line) {
        String[] columns = line.split(" \\| ", 5);
        return new KnownReply(
                Stage.valueOf(columns[0]),
                columns[1],
                RetryClass.valueOf(columns[2]),
                columns[3],
                columns[4].replace(" ⏎ ", "\n"));
    }

    /** The same reply, as other servers would write it: in one case, and in other lines. */
    Stream<String> written() {
        return Stream.of(text, text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT), folded());
    }

    /** In two lines, each with its code, or in one. */
    private String folded() {
        String code = text.substring(0, 3);
        if (text.contains("\n")) {
            Matcher first = CODE.matcher(text);
            String begin = first.find() ? first.group().replace('-', ' ') : "";
            return begin
                    + String.join(
                            " ",
                            text.lines()
                                    .map(line -> CODE.matcher(line).replaceFirst(""))
                                    .toList());
        }
        int fold = text.indexOf(' ', text.length() / 2);
        return fold < 4 ? text : code + "-" + text.substring(4, fold) + "\n" + code + text.substring(fold);
    }

    /** What is known when the server says this. */
    FailureContext context(String reply) {
        String octets = new String(reply.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new FailureContext(
                stage,
                SmtpReply.of(Integer.parseInt(reply.substring(0, 3)), octets),
                new jakarta.mail.MessagingException(reply),
                587,
                Encryption.STARTTLS,
                credentials(),
                signIn.equals("directory") ? Set.of("NTLM", "GSSAPI") : Set.of("PLAIN"));
    }

    private Class<? extends Credentials> credentials() {
        return switch (signIn) {
            case "no" -> Credentials.None.class;
            case "password", "directory" -> Credentials.Password.class;
            case "oauth" -> Credentials.OAuth2.class;
            case "kerberos" -> Credentials.Kerberos.class;
            default -> throw new IllegalArgumentException(signIn);
        };
    }

    /** What a scripted server is asked when it says this. */
    public Phase phase() {
        return switch (stage) {
            case GREETING -> Phase.GREETING;
            case EHLO -> Phase.EHLO;
            case AUTHENTICATE -> Phase.AUTH;
            case SENDER -> Phase.MAIL;
            case RECIPIENT -> Phase.RCPT;
            case DATA -> Phase.DATA;
            case DONE -> Phase.FINAL_DOT;
            default -> throw new IllegalArgumentException(stage.code());
        };
    }

    /** What a scripted server says. Where only the beginning of a reply is known, its last line ends it. */
    public Act act() {
        int last = text.lastIndexOf('\n') + 1;
        return Act.reply((text.substring(0, last + 3) + " " + text.substring(last + 4)).split("\n"));
    }

    /** Its words alone, to tell other words from the same ones. */
    List<String> words() {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
