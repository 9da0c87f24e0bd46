package io.postern.mail.settings;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One of a few, as a column of its name. A name that none has, since somebody changed the row by hand, counts as the first one, which
 * protects the connection as the others do: else no page would open on which it could be chosen again.
 */
abstract class EnumColumn<E extends Enum<E>> implements AttributeConverter<@Nullable E, @Nullable String> {

    private final E[] all;

    private EnumColumn(E[] all) {
        this.all = all;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable E chosen) {
        return chosen == null ? null : chosen.name();
    }

    @Override
    public @Nullable E convertToEntityAttribute(@Nullable String name) {
        return name == null
                ? null
                : Arrays.stream(all)
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElse(all[0]);
    }

    @Converter
    static class OfTlsMode extends EnumColumn<TlsMode> {
        OfTlsMode() {
            super(TlsMode.values());
        }
    }

    @Converter
    static class OfAuthMethod extends EnumColumn<AuthMethod> {
        OfAuthMethod() {
            super(AuthMethod.values());
        }
    }

    @Converter
    static class OfOAuthGrant extends EnumColumn<OAuthGrantType> {
        OfOAuthGrant() {
            super(OAuthGrantType.values());
        }
    }
}
