package io.postern.users;

import io.postern.net.Coded;
import java.util.List;

/** How good a password is, for somebody who is typing it. */
enum PasswordStrength implements Coded {
    /** Not long enough yet. */
    SHORT(0),
    REFUSED(0),
    FAIR(1),
    GOOD(2),
    STRONG(3);

    /** What NIST SP 800-63B-4 asks of a password that is the only factor. */
    private static final int GOOD_LENGTH = 15;

    private static final int STRONG_LENGTH = 20;

    private final int level;

    PasswordStrength(int level) {
        this.level = level;
    }

    /** If the rules accept it, only the length counts. */
    static PasswordStrength of(String password, List<PasswordProblem> problems) {
        if (problems.stream().anyMatch(PasswordProblem::isShort)) {
            return SHORT;
        }
        int length = password.codePointCount(0, password.length());
        if (!problems.isEmpty()) {
            return REFUSED;
        }
        return length >= STRONG_LENGTH ? STRONG : length >= GOOD_LENGTH ? GOOD : FAIR;
    }

    /** From 0 (not accepted) to 3. */
    public int level() {
        return level;
    }

    public String messageKey() {
        return "users.strength." + code();
    }
}
