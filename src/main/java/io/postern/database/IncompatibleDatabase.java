package io.postern.database;

/** This version can't upgrade the database. Nothing was changed in it. */
public final class IncompatibleDatabase extends StartRefused {

    private static final long serialVersionUID = 1L;

    private final boolean newer;

    private IncompatibleDatabase(boolean newer, String database, String why, String action) {
        super("The database %s %s. Nothing was changed in it.".formatted(database, why), action);
        this.newer = newer;
    }

    public static IncompatibleDatabase beforeFirstRelease(String database) {
        return new IncompatibleDatabase(
                false,
                database,
                "is of a version before 1.0, which can’t be upgraded",
                "Start this version with an empty database, or the old database with the version that made it.");
    }

    public static IncompatibleDatabase newer(String database, String version, String known) {
        return new IncompatibleDatabase(
                true,
                database,
                "was upgraded by a newer version of Postern: its schema is %s, and this version knows %s"
                        .formatted(version, known),
                "Start the newer version, or restore the backup from before the upgrade.");
    }

    /** Whether a newer version upgraded the database; otherwise it is older than 1.0. */
    public boolean isNewer() {
        return newer;
    }
}
