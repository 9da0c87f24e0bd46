package io.postern.system;

import io.postern.crypto.Sealer;
import io.postern.installation.Installation;
import io.postern.mail.QueueStatus;
import io.postern.web.ClientAddresses;
import java.net.URI;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The state of this process and of what it depends on. Nothing on the page is secret. */
@Controller
class SystemController {

    private final ObjectProvider<BuildProperties> build;
    private final ApplicationContext context;
    private final DataSource database;
    private final Sealer sealer;
    private final QueueStatus queue;
    private final TickWatch ticks;
    private final Installation installation;
    private final ClientAddresses clients;
    private final Clock clock;

    SystemController(
            ObjectProvider<BuildProperties> build,
            ApplicationContext context,
            DataSource database,
            Sealer sealer,
            QueueStatus queue,
            TickWatch ticks,
            Installation installation,
            ClientAddresses clients,
            Clock clock) {
        this.build = build;
        this.context = context;
        this.database = database;
        this.sealer = sealer;
        this.queue = queue;
        this.ticks = ticks;
        this.installation = installation;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * What the page shows.
     *
     * @param stalled scheduled work that stands still
     * @param unreadable what a proxy named as a client's address, if it was none
     */
    record Page(
            ThisProcess process,
            String database,
            KeyStatus key,
            QueueStatus.Snapshot queue,
            List<String> stalled,
            @Nullable URI publicUrl,
            ClientAddresses.@Nullable Unreadable unreadable) {}

    record ThisProcess(
            @Nullable String version, boolean billOfMaterials, String java, Instant started, Duration uptime) {}

    @GetMapping("/settings/system")
    String show(Model model) throws MetaDataAccessException {
        BuildProperties built = build.getIfAvailable();
        Instant started = Instant.ofEpochMilli(context.getStartupDate());
        model.addAttribute(
                "page",
                new Page(
                        new ThisProcess(
                                built == null ? null : built.getVersion(),
                                BillOfMaterialsController.isThere(),
                                Runtime.version().toString(),
                                started,
                                Duration.between(started, clock.instant())),
                        JdbcUtils.extractDatabaseMetaData(database, SystemController::product),
                        new KeyStatus(sealer.state()),
                        queue.snapshot(),
                        ticks.stalled(),
                        installation.current().publicUrl(),
                        clients.unreadable().orElse(null)));
        return "system/show";
    }

    private static String product(DatabaseMetaData database) throws SQLException {
        return database.getDatabaseProductName() + " " + database.getDatabaseProductVersion();
    }
}
