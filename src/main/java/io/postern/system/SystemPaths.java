package io.postern.system;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

/** The paths of this room. */
@Component
public final class SystemPaths extends RoomPaths {

    public static final String SYSTEM = "/settings/system";

    static final String KEY_BACKUP = "/settings/system/key-backup";

    static final String BILL_OF_MATERIALS = "/settings/system/bill-of-materials";
    static final String SECURITY_TXT = "/.well-known/security.txt";

    SystemPaths() {
        open(Access.ADMINISTRATORS, SYSTEM, KEY_BACKUP, BILL_OF_MATERIALS);
        open(Access.EVERYBODY, SECURITY_TXT);
        sessionless(SECURITY_TXT);
        link(SYSTEM, "web.open.settings-system");
    }
}
