package io.postern.mail.providers;

import io.postern.mail.settings.AuthMethod;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.net.EmailAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LintRule} looks at.
 *
 * @param provider the provider of the entered server, or null for another server
 * @param owner the provider that alone gives out addresses like the From address, or null
 * @param ehlo the name for EHLO: the typed one or that of the public address, or null
 */
record LintContext(MailForm form, @Nullable Provider provider, @Nullable Provider owner, @Nullable String ehlo) {

    /** The arguments of the messages: provider or host, the domain of the From address, the provider's limit. */
    List<String> named() {
        String limit = provider == null || provider.maxPerMinute() == null
                ? ""
                : provider.maxPerMinute().toString();
        return List.of(
                provider == null ? form.host().strip() : provider.name(),
                EmailAddress.parse(form.fromAddress()).map(EmailAddress::domain).orElse(""),
                limit);
    }

    boolean signsIn() {
        return !form.useDefaultCredentials()
                && !form.username().isBlank()
                && !form.authMethod().equals(AuthMethod.NONE.name());
    }

    boolean signsInByPassword() {
        return signsIn() && !form.usesOAuth();
    }

    boolean fromDiffersFromUsername() {
        Optional<EmailAddress> from = EmailAddress.parse(form.fromAddress());
        Optional<EmailAddress> name = EmailAddress.parse(form.username());
        return signsIn()
                && from.isPresent()
                && name.isPresent()
                && !from.get().canonical().equals(name.get().canonical());
    }

    boolean hasPlaceholderAsHost() {
        return provider != null
                && provider.hasPlaceholder()
                && provider.host().equalsIgnoreCase(form.host().strip());
    }

    boolean exceedsLimits() {
        Integer limit = provider == null ? null : provider.maxPerMinute();
        String typed = form.maxPerMinute().strip();
        return limit != null && (!typed.matches("\\d{1,6}") || Integer.parseInt(typed) > limit);
    }

    boolean typesPasswordUnlike(Pattern pattern) {
        String typed = form.password().replace(" ", "");
        return signsInByPassword()
                && !typed.isEmpty()
                && !pattern.matcher(typed).matches();
    }

    boolean presentsPasswordAtRelayPort() {
        String port = form.port().strip();
        boolean relay =
                port.isEmpty() ? !form.sslEnabled() : port.equals(String.valueOf(MailSettingsValues.RELAY_PORT));
        return signsInByPassword() && relay;
    }

    boolean fromIsAnothersCustomer() {
        return owner != null && (provider == null || !provider.isAt(owner.host()));
    }

    String hostLabel(int index) {
        String[] labels = form.host().strip().split("\\.", -1);
        return index < labels.length ? labels[index] : "";
    }
}
