package io.postern.audit;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

@Component
final class AuditPaths extends RoomPaths {

    AuditPaths() {
        open(Access.ADMINISTRATORS, "/audit", "/audit.csv");
    }
}
