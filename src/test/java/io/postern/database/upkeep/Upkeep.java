package io.postern.database.upkeep;

import io.postern.database.DatabaseTime;
import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Does now what is otherwise done from time to time. */
public final class Upkeep {

    private Upkeep() {}

    public static void run(ApplicationContext application) {
        TableUpkeep upkeep = application.getBean(TableUpkeep.class);
        upkeep.correctFutureRows();
        upkeep.deleteOldRows();
    }

    public static void correct(JdbcClient jdbc, DatabaseTime time, FutureRows... rows) {
        new TableUpkeep(jdbc, List.of(rows), List.of(), time).correctFutureRows();
    }

    public static void purge(JdbcClient jdbc, DatabaseTime time, OldRows... rows) {
        new TableUpkeep(jdbc, List.of(), List.of(rows), time).deleteOldRows();
    }
}
