package io.postern.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One fault of a run.
 *
 * @param choice which process, server or manner, as far as the fault has a choice
 * @param lasts how many further steps it lasts; 0 for until the next one begins
 * @param pauseMillis until the next step
 */
record Step(Fault fault, int choice, int lasts, int pauseMillis) {

    enum Fault {
        KILL_APPLICATION,
        SUSPEND_APPLICATION,
        STOP_DATABASE,
        KILL_DATABASE,
        KILL_BACKEND,
        FREEZE_DATABASE,
        FILL_DISK,
        HURT_DATABASE_WIRE,
        HURT_MAIL_WIRE,
        HURT_MAIL_SERVER,
        MOVE_CLOCK,
        BACK_UP,
        RESTORE,
        CHANGE_SETTINGS
    }

    /** Of twenty faults, so that each run has its share of each. A backup comes before it is restored. */
    private static final List<Fault> DECK = List.of(
            Fault.KILL_APPLICATION,
            Fault.SUSPEND_APPLICATION,
            Fault.STOP_DATABASE,
            Fault.KILL_DATABASE,
            Fault.KILL_BACKEND,
            Fault.FREEZE_DATABASE,
            Fault.FILL_DISK,
            Fault.HURT_DATABASE_WIRE,
            Fault.HURT_MAIL_WIRE,
            Fault.HURT_MAIL_WIRE,
            Fault.HURT_MAIL_SERVER,
            Fault.HURT_MAIL_SERVER,
            Fault.HURT_MAIL_SERVER,
            Fault.HURT_MAIL_SERVER,
            Fault.HURT_MAIL_SERVER,
            Fault.MOVE_CLOCK,
            Fault.BACK_UP,
            Fault.RESTORE,
            Fault.CHANGE_SETTINGS,
            Fault.CHANGE_SETTINGS);

    /** The same for the same seed. */
    static List<Step> draw(long seed, int faults, int longestPauseMillis) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        while (steps.size() < faults) {
            List<Fault> shuffled = new ArrayList<>(DECK);
            Collections.shuffle(shuffled, random);
            int backup = shuffled.indexOf(Fault.BACK_UP);
            int restore = shuffled.indexOf(Fault.RESTORE);
            if (backup > restore) {
                Collections.swap(shuffled, backup, restore);
            }
            for (Fault fault : shuffled) {
                steps.add(new Step(
                        fault, random.nextInt(1 << 20), random.nextInt(3), 100 + random.nextInt(longestPauseMillis)));
            }
        }
        return steps.subList(0, faults);
    }
}
