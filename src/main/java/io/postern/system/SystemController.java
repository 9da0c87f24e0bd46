package io.postern.system;

import io.postern.crypto.Sealer;
import io.postern.installation.Installation;
import io.postern.mail.QueueStatus;
import io.postern.web.ClientAddresses;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
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

    @GetMapping("/settings/system")
    String show(Model model) throws MetaDataAccessException {
        BuildProperties built = build.getIfAvailable();
        Instant started = Instant.ofEpochMilli(context.getStartupDate());
        model.addAttribute("version", built == null ? null : built.getVersion());
        model.addAttribute("java", Runtime.version().toString());
        model.addAttribute("started", started);
        model.addAttribute("uptime", Duration.between(started, clock.instant()));
        model.addAttribute("database", JdbcUtils.extractDatabaseMetaData(database, SystemController::product));
        model.addAttribute("key", new KeyStatus(sealer.state()));
        model.addAttribute("queue", queue.snapshot());
        model.addAttribute("stalled", ticks.stalled());
        model.addAttribute("publicUrl", installation.current().publicUrl());
        model.addAttribute("unreadable", clients.unreadable().orElse(null));
        return "system/show";
    }

    private static String product(DatabaseMetaData database) throws SQLException {
        return database.getDatabaseProductName() + " " + database.getDatabaseProductVersion();
    }
}
