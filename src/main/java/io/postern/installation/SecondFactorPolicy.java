package io.postern.installation;

import io.postern.net.Coded;
import io.postern.web.Reader;
import io.postern.web.RoomPaths.Access;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From whom a second factor is required.
 *
 * @param graceDays how long those whom it concerns have to add one
 * @param since when the requirement began; null while there is none
 */
public record SecondFactorPolicy(Requirement requirement, int graceDays, @Nullable Instant since) {

    /** Of whom. */
    public enum Requirement implements Coded {
        OPTIONAL,
        /** Administrators and operators. */
        STAFF,
        EVERYONE;

        public String messageKey() {
            return "installation.security.second-factor." + code();
        }
    }

    /** Whether it requires a second factor of this person, now or later. */
    public boolean concerns(Reader person) {
        return switch (requirement) {
            case OPTIONAL -> false;
            case STAFF -> person.mayOpen(Access.OPERATORS);
            case EVERYONE -> true;
        };
    }

    /**
     * When somebody whom it concerns must have one.
     *
     * @param createdAt when the account was added
     */
    public Instant due(Instant createdAt) {
        Instant begin = since == null || since.isBefore(createdAt) ? createdAt : since;
        return begin.plus(Duration.ofDays(graceDays));
    }

    /** The policy after a choice. A wider requirement begins now, with all its days of grace. */
    SecondFactorPolicy changedTo(Requirement to, int days, Instant now) {
        if (to == Requirement.OPTIONAL) {
            return new SecondFactorPolicy(to, days, null);
        }
        return new SecondFactorPolicy(to, days, since == null || to.compareTo(requirement) > 0 ? now : since);
    }
}
