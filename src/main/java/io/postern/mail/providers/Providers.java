package io.postern.mail.providers;

import io.postern.mail.settings.MailForm;
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
public class Providers {

    private final List<Provider> all;

    Providers() throws IOException {
        var file = new YamlPropertySourceLoader().load("mail-providers", new ClassPathResource("mail-providers.yaml"));
        all = new Binder(ConfigurationPropertySources.from(file))
                .bind("providers", Bindable.listOf(Provider.class))
                .get();
    }

    public List<Provider> all() {
        return all;
    }

    public Optional<Provider> byId(String id) {
        return all.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    boolean isKnownHost(String host) {
        return at(host).findAny().isPresent();
    }

    /** Whether a preset names exactly this host. */
    public boolean names(String host) {
        return at(host).anyMatch(provider -> !provider.hasPlaceholder());
    }

    /** The provider that gives out addresses in the domain of this one. */
    public Optional<Provider> byAddress(EmailAddress address) {
        return all.stream().filter(provider -> provider.givesOut(address)).findFirst();
    }

    /** The provider that takes mail at one of these hosts. The first host counts most. */
    public Optional<Provider> byMx(List<String> hosts) {
        return hosts.stream()
                .flatMap(host -> all.stream().filter(provider -> provider.takesMailAt(host)))
                .findFirst();
    }

    /** The entry that fits the form best. */
    public Optional<Provider> of(MailForm form) {
        return at(form.host())
                .filter(provider -> provider.fits(form))
                .findFirst()
                .or(() -> at(form.host()).findFirst());
    }

    /** The entry for this host with OAuth 2.0. */
    Optional<Provider> withOAuth(String host) {
        return at(host).filter(provider -> provider.oauth() != null).findFirst();
    }

    /** Whose server it is. Of several entries for a host, the first says what customers' domains need. */
    public Optional<Provider> byHost(String host) {
        return at(host).filter(provider -> provider.records() != null)
                .findFirst()
                .or(() -> at(host).findFirst());
    }

    private Stream<Provider> at(String host) {
        return all.stream().filter(provider -> provider.isAt(host));
    }
}
