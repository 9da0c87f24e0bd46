package io.postern.mailsettings;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

    Optional<Provider> byHost(String host) {
        return all.stream().filter(provider -> provider.isAt(host)).findFirst();
    }
}
