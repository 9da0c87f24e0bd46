package io.postern.mail.providers;

import io.postern.net.EmailAddress;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Suggests a preset by the typed username, else by the From address. It suggests none when the host of another server is entered.
 */
@Component
public class ProviderSuggestions {

    private final Providers providers;
    private final MxRecords mxRecords;

    ProviderSuggestions(Providers providers, MxRecords mxRecords) {
        this.providers = providers;
        this.mxRecords = mxRecords;
    }

    /** By the known domains. Asks no server. */
    public Optional<Provider> atOnce(String host, String username, String fromAddress) {
        return address(host, username, fromAddress)
                .flatMap(providers::byAddress)
                .filter(provider -> !provider.isAt(host));
    }

    /** By the known domains, else by the MX records of the address's domain. Asks the DNS, which may take its time. */
    public Optional<Provider> afterAsking(String host, String username, String fromAddress) {
        return address(host, username, fromAddress)
                .flatMap(address ->
                        providers.byAddress(address).or(() -> providers.byMx(mxRecords.of(address.domain()))))
                .filter(provider -> !provider.isAt(host));
    }

    private Optional<EmailAddress> address(String host, String username, String fromAddress) {
        return host.isBlank() || providers.isKnownHost(host)
                ? EmailAddress.parse(username).or(() -> EmailAddress.parse(fromAddress))
                : Optional.empty();
    }
}
