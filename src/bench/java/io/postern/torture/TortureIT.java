package io.postern.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hurts Postern at random, and finds that nothing was lost. {@code -Dtorture.seed=...} draws the same faults again; the other sizes are
 * properties too.
 */
@Timeout(7200)
class TortureIT {

    /** The run of each build draws the same faults every time, so that it tells something about the change. */
    private static final int EVERYDAY_FAULTS = 20;

    private static final long EVERYDAY_SEED = 301;

    @TempDir
    private Path folder;

    @Test
    void losesNothingWhateverFails() throws Exception {
        int faults = Integer.getInteger("torture.faults", EVERYDAY_FAULTS);
        long drawn = faults == EVERYDAY_FAULTS ? EVERYDAY_SEED : System.nanoTime() & 0xffffffL;
        long seed = Long.getLong("torture.seed", drawn);
        int mails = Integer.getInteger("torture.mails", 1000);
        int processes = Integer.getInteger("torture.processes", 1);
        int pause = Integer.getInteger("torture.pause", 700);
        System.out.printf(
                "%d faults, %d requests, %d processes; again with -Dtorture.seed=%d%n", faults, mails, processes, seed);
        try (Torture torture = new Torture(folder, processes, mails)) {
            torture.begin();
            List<String> complaints = new Run(seed, faults, mails, pause, torture).play();
            assertThat(complaints)
                    .as("seed %d; the steps are in target/torture.txt", seed)
                    .isEmpty();
        }
    }
}
