package io.postern.users;

import io.postern.net.EmailAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says about a user, checked.
 *
 * @param email null for a user who can't get mail
 * @param language null to follow the browser
 */
public record AccountData(
        String username, @Nullable EmailAddress email, String displayName, Role role, @Nullable Locale language) {}
