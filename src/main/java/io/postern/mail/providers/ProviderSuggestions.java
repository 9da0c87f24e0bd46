package io.postern.mail.providers;

import io.postern.net.EmailAddress;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which preset a typed address suggests while no server of one's own is entered: that of the username, else that of the From
 * address.
 */
@Component
public class ProviderSuggestions {

    private final Providers providers;
    private final MxRecords mxRecords;

    ProviderSuggestions(Providers providers, MxRecords mxRecords) {
        this.providers = providers;
        this.mxRecords = mxRecords;
    }

    /** By the domains that are known; nobody is asked. */
    public Optional<Provider> atOnce(String host, String username, String fromAddress) {
        return address(host, username, fromAddress)
                .flatMap(providers::byAddress)
                .filter(provider -> !provider.isAt(host));
    }

    /** By the domains that are known, else by who takes the domain's mail: asks the DNS, which may take its time. */
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
