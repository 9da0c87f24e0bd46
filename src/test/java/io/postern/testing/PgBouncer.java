package io.postern.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A PgBouncer in transaction mode in front of a database, where one is installed (Debian: {@code pgbouncer}). */
public final class PgBouncer implements AutoCloseable {

    private final Process process;
    private final int port;
    private final String database;

    private PgBouncer(Process process, int port, String database) {
        this.process = process;
        this.port = port;
        this.database = database;
    }

    public static boolean isInstalled() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                .anyMatch(each -> Files.isExecutable(Path.of(each)));
    }

    /** In front of the database with this JDBC URL, whose user is {@code postgres} without a password. */
    public static PgBouncer before(String url) {
        URI target = URI.create(url.substring("jdbc:".length()));
        String database = target.getPath().substring(1);
        try {
            int port = freePort();
            Path configuration = Files.createTempFile("pgbouncer", ".ini");
            configuration.toFile().deleteOnExit();
            Files.writeString(
                    configuration,
                    """
                    [databases]
                    %s = host=127.0.0.1 port=%d user=postgres
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = transaction
                    default_pool_size = 5
                    ignore_startup_parameters = extra_float_digits
                    """
                            .formatted(database, target.getPort(), port));
            // It refuses to run as root.
            Process process = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "PATH=$PATH:/usr/sbin; if [ $(id -u) = 0 ]; then exec pgbouncer -u nobody \"$0\"; "
                                    + "else exec pgbouncer \"$0\"; fi",
                            configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await().until(() -> answers(port));
            return new PgBouncer(process, port, database);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
