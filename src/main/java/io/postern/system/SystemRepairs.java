package io.postern.system;

import io.postern.crypto.KeyBackup;
import io.postern.overview.Repair;
import io.postern.overview.Repair.Button;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the person who runs the process has to see to. */
@Component
@Order(7)
class SystemRepairs implements RepairSource {

    private final DatabaseDisk disk;
    private final InstanceClocks clocks;
    private final SchemaVersion schema;
    private final KeyBackup keyBackup;

    SystemRepairs(DatabaseDisk disk, InstanceClocks clocks, SchemaVersion schema, KeyBackup keyBackup) {
        this.disk = disk;
        this.clocks = clocks;
        this.schema = schema;
        this.keyBackup = keyBackup;
    }

    @Override
    public List<Repair> repairs() {
        List<Repair> repairs = new ArrayList<>();
        disk.nearlyFull()
                .ifPresent(full -> repairs.add(entry(Severity.ERROR, "disk-nearly-full")
                        .because(Text.of(
                                "system.repair.disk-free",
                                full.free() / DatabaseDisk.MEGABYTE,
                                full.file().toString()))));
        List<InstanceClocks.Off> off = clocks.off();
        if (!off.isEmpty()) {
            repairs.add(entry(Severity.WARNING, "clock-off")
                    .because(off.stream().map(SystemRepairs::text).toList()));
        }
        schema.newer()
                .ifPresent(newer -> repairs.add(entry(Severity.ERROR, "schema-newer")
                        .because(Text.of("system.repair.schema-versions", newer.database(), newer.program()))));
        keyBackup
                .missing()
                .ifPresent(file -> repairs.add(entry(Severity.ADVICE, "key-not-backed-up")
                        .because(Text.of("system.repair.key-file", file.toString()))
                        .curedBy(new Button(SystemPaths.KEY_BACKUP, "system.repair.key-confirm"))));
        return repairs;
    }

    private static Repair entry(Severity severity, String code) {
        return Repair.of(severity, code, Text.of("system.repair." + code), SystemPaths.SYSTEM);
    }

    private static Text text(InstanceClocks.Off clock) {
        String key = clock.ahead().isNegative() ? "system.repair.clock-slow" : "system.repair.clock-fast";
        return Text.of(key, clock.host(), clock.ahead().abs().toSeconds());
    }
}
