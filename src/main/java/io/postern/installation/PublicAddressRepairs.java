package io.postern.installation;

import io.postern.overview.Repair;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import java.net.URI;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Without a public address no mail with a link can be sent; one of this machine works nowhere else. */
@Component
@Order(0)
class PublicAddressRepairs implements RepairSource {

    private final Installation installation;

    PublicAddressRepairs(Installation installation) {
        this.installation = installation;
    }

    @Override
    public List<Repair> repairs() {
        URI address = installation.current().publicUrl();
        if (address == null) {
            return List.of(entry(Severity.ERROR, "public-url-missing"));
        }
        return PublicUrl.isLocal(address)
                ? List.of(entry(Severity.WARNING, "public-url-localhost")
                        .because(Text.of("installation.repair.public-url", address.toString())))
                : List.of();
    }

    private static Repair entry(Severity severity, String code) {
        return Repair.of(severity, code, Text.of("installation.repair." + code), InstallationPaths.GENERAL);
    }
}
