package io.postern.installation;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

/** The settings pages. */
@Component
public final class InstallationPaths extends RoomPaths {

    public static final String GENERAL = "/settings/general";

    InstallationPaths() {
        // Settings of all rooms, also of those to come.
        open(Access.ADMINISTRATORS, "/settings/**");
        link(GENERAL, "web.open.settings-general");
    }
}
