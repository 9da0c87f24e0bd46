package io.postern.accountlinks;

import io.postern.users.UserPaths;
import java.util.Arrays;
import java.util.Locale;

/** What a mailed link is for. A link opens the page of its own purpose only. */
public enum LinkPurpose {
    RESET("/reset-password"),
    INVITATION("/invitation"),
    /** Confirms that a user reads the mail of the address that is to be theirs. */
    EMAIL("/confirm-address");

    private final String path;

    LinkPurpose(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** The page where another link is to be had. */
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

    public String messageKey(String what) {
        return "accountlinks." + name().toLowerCase(Locale.ROOT) + "." + what;
    }
}
