package io.postern.mail;

import org.jspecify.annotations.Nullable;

/** What happens to mail servers where there are several: a primary and its backups. */
public interface MailServer {

    /** The id of the primary. */
    int PRIMARY = 1;

    /** It is no longer among the servers. */
    record Removed(int server) {}

    /**
     * Mail goes through a backup, since the primary is on hold.
     *
     * @param problem the code of an {@code SmtpProblem} that the primary has
     * @param reply what the primary said to several recipients, to be escaped where it is shown; null if the fault came before a
     *     recipient
     */
    record BackupUsed(String problem, @Nullable String reply) {}

    /** The primary is no longer on hold. */
    record PrimaryBack() {}
}
