package io.postern.mail.providers;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The presets as the application has them. */
public final class ProvidersFixture {

    private ProvidersFixture() {}

    public static Provider byId(String id) {
        return all().byId(id).orElseThrow();
    }

    public static Providers all() {
        try {
            return new Providers();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
