package io.postern.mailsettings;

import io.postern.net.EmailAddress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The known mail providers, from {@code mail-providers.yaml}. */
@Component
class Providers {

    private final List<Provider> all;

    Providers() throws IOException {
        var file = new YamlPropertySourceLoader().load("mail-providers", new ClassPathResource("mail-providers.yaml"));
        all = new Binder(ConfigurationPropertySources.from(file))
                .bind("providers", Bindable.listOf(Provider.class))
                .get();
    }

    List<Provider> all() {
        return all;
    }

    Optional<Provider> byId(String id) {
        return all.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    /**
     * The provider of a typed address, to be suggested while no server of one's own is entered: the username's, else that of the
     * From address.
     */
    Optional<Provider> suggested(String host, String username, String fromAddress) {
        if (!host.isBlank() && at(host).findAny().isEmpty()) {
            return Optional.empty();
        }
        return EmailAddress.parse(username)
                .or(() -> EmailAddress.parse(fromAddress))
                .flatMap(this::byAddress)
                .filter(provider -> !provider.isAt(host));
    }

    private Optional<Provider> byAddress(EmailAddress address) {
        return all.stream().filter(provider -> provider.givesOut(address)).findFirst();
    }

    /** The entry that the form was filled from, or could have been. */
    Optional<Provider> of(MailForm form) {
        return at(form.host())
                .filter(provider -> provider.fits(form))
                .findFirst()
                .or(() -> at(form.host()).findFirst());
    }

    /** The entry for this host by which one signs in by OAuth 2.0. */
    Optional<Provider> withOAuth(String host) {
        return at(host).filter(provider -> provider.oauth() != null).findFirst();
    }

    private Stream<Provider> at(String host) {
        return all.stream().filter(provider -> provider.isAt(host));
    }
}
