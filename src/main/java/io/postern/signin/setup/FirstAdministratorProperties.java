package io.postern.signin.setup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first administrator, for a start without a person. It is created once, while the installation is not set up.
 *
 * @param password the password itself
 * @param passwordFile or a file that holds it
 */
@ConfigurationProperties("postern.admin")
public record FirstAdministratorProperties(
        @Nullable String username, @Nullable String email, @Nullable String password, @Nullable Path passwordFile) {

    /** Without the password. */
    @Override
    public String toString() {
        return "FirstAdministratorProperties[" + username + "]";
    }
}
