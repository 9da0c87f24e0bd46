package io.postern.mail.auth;

import io.postern.net.HostName;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The username and password that the process was given, and the host to which they belong. */
@ConfigurationProperties("spring.mail")
public record ProcessPassword(@Nullable String host, @Nullable String username, @Nullable String password) {

    /** Null when one of the three is missing. */
    public ProcessIdentity.@Nullable Password identity() {
        return host == null || host.isBlank() || username == null || username.isBlank() || password == null
                ? null
                : new ProcessIdentity.Password(HostName.canonical(host.strip()).orElse(host), username, password);
    }

    @Override
    public String toString() {
        return "ProcessMail[host=" + host + "]";
    }
}
