package io.postern.accountlinks;

import io.postern.audit.AuditEntry;
import io.postern.net.Coded;
import io.postern.users.User;
import io.postern.users.UserPaths;
import java.util.Arrays;

/** What a mailed link is for. A link opens only the page of its own purpose. */
public enum LinkPurpose implements Coded {
    RESET("/reset-password"),
    INVITATION("/invitation"),
    /** Confirms that the user receives mail at an address, which then becomes theirs. */
    EMAIL("/confirm-address");

    private final String path;

    LinkPurpose(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** The page where people get another link. */
    public String requestPage() {
        return this == EMAIL ? UserPaths.PROFILE : "/forgot-password";
    }

    /** The purpose whose page this is. */
    static LinkPurpose of(String path) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.path.equals(path))
                .findFirst()
                .orElseThrow();
    }

    /** Somebody used the link: set a password or confirmed an address. */
    public AuditEntry used(User user) {
        return new AuditEntry("accountlinks.audit.used-" + code(), user.username());
    }

    public String messageKey(String what) {
        return "accountlinks." + code() + "." + what;
    }
}
