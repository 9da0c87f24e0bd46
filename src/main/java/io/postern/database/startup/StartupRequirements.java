package io.postern.database.startup;

import io.postern.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Checks settings and folders before anything starts. What is wrong is said without a stack trace. */
class StartupRequirements implements ApplicationListener<ApplicationPreparedEvent> {

    private static final String CONTEXT_PATH = "server.servlet.context-path";

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        checkContextPath(environment.getProperty(CONTEXT_PATH, ""));
        checkDatabase(environment.getProperty("spring.datasource.url", ""));
        checkTemporaryFolder(Path.of(System.getProperty("java.io.tmpdir")));
    }

    private static void checkContextPath(String path) {
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new StartRefused(
                    "%s is “%s”, which does not begin with a slash.".formatted(CONTEXT_PATH, path),
                    "Set it to /%s, or leave it out.".formatted(path));
        }
    }

    private static void checkDatabase(String url) {
        String lowerCase = url.toLowerCase(Locale.ROOT);
        if (!lowerCase.startsWith("jdbc:h2:") && !lowerCase.startsWith("jdbc:postgresql:")) {
            // Nothing else of the URL is shown, since a password may stand anywhere in it.
            String product = url.replaceFirst("(?s)^((jdbc:)?[A-Za-z0-9+.-]*).*", "$1");
            throw new StartRefused(
                    "spring.datasource.url is “%s…”: that is neither PostgreSQL nor H2.".formatted(product),
                    "Set it to jdbc:postgresql://<host>/<database>, or leave it out for the embedded database.");
        }
    }

    private static void checkTemporaryFolder(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "postern", null));
        } catch (IOException unwritable) {
            throw new StartRefused(
                    "No file can be made in %s, the folder for temporary files: %s".formatted(folder, unwritable),
                    "Make the folder, and let the account that runs Postern write there; or name another one by the option "
                            + "-Djava.io.tmpdir=<folder> of Java.");
        }
    }
}
