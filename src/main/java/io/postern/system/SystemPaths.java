package io.postern.system;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

/** Where the state of the process is shown. */
@Component
public final class SystemPaths extends RoomPaths {

    public static final String SYSTEM = "/settings/system";

    SystemPaths() {
        open(Access.ADMINISTRATORS, SYSTEM);
        link(SYSTEM, "web.open.settings-system");
    }
}
