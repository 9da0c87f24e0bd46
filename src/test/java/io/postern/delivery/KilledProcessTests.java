package io.postern.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.smtp.Act;
import io.postern.smtp.ReceivedMail;
import io.postern.smtp.ScriptedSmtpServer;
import io.postern.smtp.ScriptedSmtpServer.Phase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class KilledProcessTests {

    private static final int MAILS = 300;
    private static final int KILLS = 2;
    private static final int CONNECTIONS = 2;

    @TempDir
    private Path folder;

    private final ScriptedSmtpServer smtp = ScriptedSmtpServer.start();
    private final Semaphore dots = new Semaphore(0);
    private Process process;

    @AfterEach
    void end() {
        smtp.close();
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void case88And89_nothingIsLostWhenTheProcessIsKilledInTheMiddle() throws Exception {
        holdAfter(60);
        process = start("--test.mails=" + MAILS, "--test.smtp-port=" + smtp.port());
        for (int kill = 0; kill < KILLS; kill++) {
            // The server has taken the mail by then, and the process does not know.
            smtp.awaitHanging();
            process.destroyForcibly().waitFor();
            holdAfter(kill + 1 < KILLS ? 90 : MAILS);
            smtp.release();
            process = start();
        }
        awaitEverybodysMail();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        List<ReceivedMail> mails = smtp.accepted();
        Set<String> ids = mails.stream().map(ReceivedMail::messageId).collect(Collectors.toCollection(HashSet::new));
        assertThat(ids)
                .as("one Message-ID for each mail, however often it came")
                .hasSize(MAILS);
        assertThat(mails.size() - MAILS).as("duplicates").isBetween(1, KILLS * CONNECTIONS);
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url(), "sa", ""));
        assertThat(jdbc.sql("select message_id from delivery where state = 'SENT'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(jdbc.sql("select count(*) from delivery")
                        .query(Integer.class)
                        .single())
                .isEqualTo(MAILS);
    }

    /** The server takes so many mails and then lets everybody wait for its answer. */
    private void holdAfter(int mails) {
        Act[] acts = new Act[mails + 1];
        Arrays.fill(acts, (Act) peer -> {
            dots.release();
            return Act.Then.BEHAVE;
        });
        acts[mails] = mails == MAILS ? acts[0] : Act.held();
        smtp.on(Phase.FINAL_DOT, acts);
    }

    /** A mail counts a moment after its dot was heard, so that the last of them is looked at again. */
    private void awaitEverybodysMail() throws InterruptedException {
        int quiet = 0;
        while (recipients() < MAILS) {
            quiet = dots.tryAcquire(1, TimeUnit.SECONDS) ? 0 : quiet + 1;
            assertThat(quiet).as("seconds without a mail").isLessThan(30);
        }
    }

    private long recipients() {
        return smtp.accepted().stream()
                .flatMap(mail -> mail.recipients().stream())
                .distinct()
                .count();
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("postern");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                MortalApplication.class.getName(),
                "--spring.datasource.url=" + url(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--postern.public-url=https://postern.example"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        builder.environment().put("CLASSPATH", absolute(classPath));
        Path log = Files.createTempFile(folder, "process", ".log");
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
