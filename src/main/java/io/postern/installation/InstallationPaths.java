package io.postern.installation;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

/** Where the installation is set up. */
@Component
public final class InstallationPaths extends RoomPaths {

    public static final String GENERAL = "/settings/general";

    InstallationPaths() {
        // Each room has its own settings; this covers also those that are yet to come.
        open(Access.ADMINISTRATORS, "/settings/**");
        link(GENERAL, "web.open.settings-general");
    }
}
