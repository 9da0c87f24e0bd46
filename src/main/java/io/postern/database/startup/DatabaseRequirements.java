package io.postern.database.startup;

import io.postern.database.StartRefused;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks whether Postern can work with a database. Changes nothing in it. */
final class DatabaseRequirements {

    private final String url;
    private final JdbcClient jdbc;

    /** @param url of the database, without parameters, for messages */
    DatabaseRequirements(String url, DataSource database) {
        this.url = url;
        this.jdbc = JdbcClient.create(database);
    }

    /** What PostgreSQL says about the database and the account. New tables would be made in the schema. */
    private record Postgresql(
            String encoding,
            boolean standby,
            boolean readOnly,
            @Nullable String schema,
            boolean mayCreate,
            String account) {}

    /** @param migrates whether there are migrations to run */
    void check(boolean migrates) {
        if (url.startsWith("jdbc:postgresql:")) {
            check(
                    jdbc.sql(
                                    """
                                    select current_setting('server_encoding') as encoding, pg_is_in_recovery() as standby,
                                        current_setting('transaction_read_only') = 'on' as read_only,
                                        current_schema() as schema, current_user as account,
                                        coalesce(has_schema_privilege(current_schema(), 'create'), false) as may_create
                                    """)
                            .query(Postgresql.class)
                            .single(),
                    migrates);
        } else if (jdbc.sql("call readonly()").query(Boolean.class).single()) {
            throw new StartRefused(
                    "The file of the database %s can’t be written.".formatted(url),
                    "Let the account that runs Postern write the file and its folder. The file may be immutable (lsattr, "
                            + "chattr -i), or its file system mounted read-only.");
        }
    }

    private void check(Postgresql database, boolean migrates) {
        if (!database.encoding().equals("UTF8")) {
            throw new StartRefused(
                    "The database %s has the encoding %s, which can’t hold all that people type."
                            .formatted(url, database.encoding()),
                    "Make a new one with createdb --encoding=UTF8 --template=template0; what is in this one gets there by "
                            + "pg_dump and pg_restore.");
        }
        if (database.standby()) {
            throw new StartRefused(
                    "The database %s takes no writes: its server is a standby.".formatted(url),
                    "Name the primary server in spring.datasource.url, or all of them, with targetServerType=primary.");
        }
        if (database.readOnly()) {
            throw new StartRefused(
                    "The database %s takes no writes: default_transaction_read_only is on.".formatted(url),
                    "Set it to off, for the database (alter database … set …) and for the account %s (alter role … set …)."
                            .formatted(database.account()));
        }
        if (migrates && !database.mayCreate()) {
            throw new StartRefused(
                    database.schema() == null
                            ? "The database %s has no schema that the account %s may use."
                                    .formatted(url, database.account())
                            : "The account %s may not make tables in the schema %s of the database %s."
                                    .formatted(database.account(), database.schema(), url),
                    "Make the account the owner of the database, or let it: grant usage, create on schema %s to \"%s\"."
                            .formatted(database.schema() == null ? "public" : database.schema(), database.account()));
        }
    }
}
