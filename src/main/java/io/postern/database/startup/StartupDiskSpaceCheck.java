package io.postern.database.startup;

import io.postern.database.DatabaseLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Makes the start wait until the disk of the embedded database has room. Otherwise the first write would end the process, and its
 * supervisor would start it again and again. It waits before the context starts, so that SIGTERM ends the process at once.
 */
class StartupDiskSpaceCheck implements ApplicationListener<ApplicationPreparedEvent> {

    private static final Logger log = LoggerFactory.getLogger(StartupDiskSpaceCheck.class);

    private static final long MEGABYTE = 1024 * 1024;
    private static final long NEEDED = 16 * MEGABYTE;
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final int CHECKS_PER_WARNING = 300;

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        String url = event.getApplicationContext().getEnvironment().getProperty("spring.datasource.url", "");
        if (DatabaseLocation.of(url) instanceof DatabaseLocation.EmbeddedFile database) {
            await(database.dataFile());
        }
    }

    private static void await(Path file) {
        int checks = 0;
        for (long free = free(file); free < NEEDED; free = free(file)) {
            if (checks++ % CHECKS_PER_WARNING == 0) {
                log.warn(
                        "The disk of {} is full: {} MB are free. The start waits until there are {} MB.",
                        file,
                        free / MEGABYTE,
                        NEEDED / MEGABYTE);
            }
            pause();
        }
        if (checks > 0) {
            log.info("The disk has room again, and the start goes on");
        }
    }

    private static long free(Path file) {
        Path there = file;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException unknown) {
            log.debug("The free room on the disk is unknown", unknown);
            return NEEDED;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(CHECK_INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
