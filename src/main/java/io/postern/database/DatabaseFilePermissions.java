package io.postern.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Lets only their owner read the embedded database's files, and has their writes watched. H2 creates files by the process's umask. So
 * the file is made here, before H2 opens it: another process that opens it in its first moment could go on reading.
 */
@Component
class DatabaseFilePermissions implements BeanPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(DatabaseFilePermissions.class);

    /** With these options H2 creates no database, but an empty file would be one for it. */
    private static final Pattern MUST_EXIST = Pattern.compile("(?i);(IFEXISTS|FORBID_CREATION)=TRUE(;|$)");

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
            String url = pool.getJdbcUrl();
            restrictAccess(url);
            if (DatabaseLocation.of(url) instanceof DatabaseLocation.EmbeddedFile database && database.isExclusive()) {
                pool.setJdbcUrl(HaltingFileSystem.under(database, url));
            }
        }
        return bean;
    }

    private static void restrictAccess(String url) {
        if (!(DatabaseLocation.of(url) instanceof DatabaseLocation.EmbeddedFile database)) {
            return;
        }
        try {
            if (!MUST_EXIST.matcher(url).find()) {
                createEmpty(database.dataFile());
            }
            restrictIfThere(database.dataFile());
            restrictIfThere(database.traceFile());
        } catch (IOException notOurs) {
            log.warn("The database's files can't be kept from others: {}", notOurs.toString());
        }
    }

    /** H2 takes an empty file for a new database. */
    private static void createEmpty(Path file) throws IOException {
        OwnerOnlyFiles.createFolderOf(file);
        try {
            Files.createFile(file, OwnerOnlyFiles.file(file));
        } catch (FileAlreadyExistsException usually) {
            log.debug("{} exists", file);
        }
    }

    private static void restrictIfThere(Path file) throws IOException {
        if (Files.exists(file)) {
            OwnerOnlyFiles.restrict(file);
        }
    }
}
