package io.postern.torture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run: faults in an order drawn from a seed, and the look at what is left. */
final class Run {

    private static final int ATTEMPT_SECONDS = 5;
    private static final Postbox.Mood[] MOODS = Postbox.Mood.values();
    private static final Wire.State[] WIRES = Wire.State.values();

    private final long seed;
    private final List<Step> steps;
    private final int mails;
    private final Torture torture;
    private final List<Wound> wounds = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private final ExecutorService attempts = Executors.newCachedThreadPool();
    private final long began = System.nanoTime();

    /** What a fault has hurt, and how it is healed. */
    private static final class Wound {
        private final String what;
        private final Healing healing;
        private int lasts;

        Wound(String what, int lasts, Healing healing) {
            this.what = what;
            this.lasts = lasts;
            this.healing = healing;
        }
    }

    private interface Healing {
        void heal() throws Exception;
    }

    Run(long seed, int faults, int mails, int longestPauseMillis, Torture torture) {
        this.seed = seed;
        this.mails = mails;
        this.steps = Step.draw(seed, faults, longestPauseMillis);
        this.torture = torture;
    }

    /** @return what there is to complain of */
    List<String> play() throws Exception {
        int asked = 0;
        for (int i = 0; i < steps.size(); i++) {
            int until = (int) ((long) mails * (i + 1) / steps.size());
            torture.clients.allow(until - asked);
            asked = until;
            Step step = steps.get(i);
            String what = hurt(step);
            say("%3d %s".formatted(i + 1, what));
            Thread.sleep(step.pauseMillis());
            heal(false);
        }
        heal(true);
        say("    all is healed");
        Evidence evidence = torture.settle(mails);
        List<String> complaints = evidence.complaints();
        say(String.format(
                Locale.ROOT,
                "%d requests acknowledged (%d of them forgotten with a restored backup), %d rows, %d mails taken,"
                        + " %d duplicates, %d in doubt, %d complaints",
                torture.history.size() + torture.history.forgotten(),
                torture.history.forgotten(),
                evidence.rows().size(),
                evidence.copies().size(),
                evidence.duplicates(),
                evidence.inDoubt(),
                complaints.size()));
        complaints.stream().limit(20).forEach(this::say);
        say("seed " + seed);
        Files.writeString(Path.of("target", "torture.txt"), said);
        return complaints;
    }

    private void say(String line) {
        String timed = String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - began) / 1e9, line);
        said.append(timed).append('\n');
        System.out.println(timed);
    }

    private String hurt(Step step) throws Exception {
        int choice = step.choice();
        int seat = choice % torture.fleet.size();
        int server = choice % torture.servers.size();
        return switch (step.fault()) {
            case KILL_APPLICATION -> {
                torture.fleet.kill(seat);
                yield "process " + seat + " is killed";
            }
            case SUSPEND_APPLICATION -> {
                torture.fleet.signal(seat, "-STOP");
                yield wound(step, "process " + seat + " is suspended", () -> torture.fleet.signal(seat, "-CONT"));
            }
            case HURT_MAIL_SERVER -> {
                Postbox.Mood mood = MOODS[1 + choice / 4 % (MOODS.length - 1)];
                Postbox box = torture.servers.get(server);
                healEarlier("mail server " + server);
                box.become(mood);
                yield wound(step, "mail server " + server + ": " + mood, () -> box.become(Postbox.Mood.WELL));
            }
            case HURT_MAIL_WIRE -> hurt(step, "wire to mail server " + server, torture.mailWires.get(server));
            case HURT_DATABASE_WIRE ->
                hurt(step, "wire of process " + seat + " to the database", torture.fleet.database(seat));
            case CHANGE_SETTINGS -> "settings: " + attempt(() -> change(choice));
            default -> hurtDatabase(step);
        };
    }

    private String hurt(Step step, String name, Wire wire) throws Exception {
        Wire.State state = WIRES[1 + step.choice() / 4 % (WIRES.length - 1)];
        healEarlier(name);
        wire.become(state);
        return wound(step, name + ": " + state, () -> wire.become(Wire.State.SOUND));
    }

    private String hurtDatabase(Step step) throws Exception {
        healEarlier("database");
        Postgres postgres = torture.postgres;
        int choice = step.choice();
        return switch (step.fault()) {
            case STOP_DATABASE -> {
                postgres.stop();
                yield wound(step, "database: stopped", postgres::start);
            }
            case KILL_DATABASE -> {
                postgres.kill();
                yield wound(step, "database: killed", postgres::start);
            }
            case KILL_BACKEND -> {
                postgres.killBackend();
                yield "database: a backend is killed";
            }
            case FREEZE_DATABASE -> {
                postgres.freeze();
                yield wound(step, "database: frozen", postgres::thaw);
            }
            case FILL_DISK ->
                torture.fillDisk()
                        ? wound(step, "database: its disk is full", torture::makeRoom)
                        : "database: only root may fill a disk";
            case MOVE_CLOCK -> {
                long ahead = choice % 240 - 60;
                attempt(() -> postgres.moveClock(ahead));
                yield "database: its clock is " + ahead + " s ahead";
            }
            case BACK_UP -> {
                torture.backUp();
                yield "database: backed up";
            }
            case RESTORE -> {
                boolean told = choice % 2 == 0;
                if (!postgres.isBackedUp()) {
                    torture.backUp();
                    yield "database: backed up, since there was no backup to restore";
                }
                heal(true);
                torture.restore(told);
                yield "database: restored, " + (told ? "told to hold" : "to be found out");
            }
            default -> throw new IllegalStateException(step.toString());
        };
    }

    private void change(int choice) throws Exception {
        Administrator root = torture.administrator();
        if (choice % 7 == 6) {
            String guest = "guest" + choice + "x" + torture.history.size();
            long asked = System.nanoTime();
            root.invite(guest);
            torture.history.acknowledged(History.INVITATION, guest, asked);
        } else {
            root.change(choice, torture.backupPorts());
        }
    }

    /** Who meets a fault may fail, or wait for long. */
    private String attempt(Healing work) throws InterruptedException {
        Future<String> attempt = attempts.submit(() -> {
            work.heal();
            return "done";
        });
        try {
            return attempt.get(ATTEMPT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return "not possible: " + failed.getCause().getMessage();
        } catch (TimeoutException hangs) {
            attempt.cancel(true);
            return "not possible in " + ATTEMPT_SECONDS + " s";
        }
    }

    private String wound(Step step, String what, Healing healing) {
        wounds.add(new Wound(what, step.lasts(), healing));
        return what;
    }

    /** What is hurt again is healed first. */
    private void healEarlier(String name) throws Exception {
        for (Iterator<Wound> each = wounds.iterator(); each.hasNext(); ) {
            Wound wound = each.next();
            if (wound.what.startsWith(name)) {
                wound.healing.heal();
                each.remove();
            }
        }
    }

    private void heal(boolean all) throws Exception {
        for (Iterator<Wound> each = wounds.iterator(); each.hasNext(); ) {
            Wound wound = each.next();
            if (all || wound.lasts-- <= 0) {
                wound.healing.heal();
                each.remove();
                say("    healed: " + wound.what);
            }
        }
    }
}
