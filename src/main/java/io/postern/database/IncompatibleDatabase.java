package io.postern.database;

/** The database is of a version that this one can't bring up to date. Nothing was changed in it. */
public final class IncompatibleDatabase extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean newer;

    private IncompatibleDatabase(boolean newer, String message) {
        super(message);
        this.newer = newer;
    }

    static IncompatibleDatabase beforeFirstRelease() {
        return new IncompatibleDatabase(false, "is of a version before 1.0, which can’t be upgraded");
    }

    static IncompatibleDatabase newer(String version, String known) {
        return new IncompatibleDatabase(
                true,
                "was upgraded by a newer version of Postern: its schema is %s, and this version knows %s"
                        .formatted(version, known));
    }

    /** Whether a newer version upgraded it; else it is from before 1.0. */
    public boolean isNewer() {
        return newer;
    }
}
