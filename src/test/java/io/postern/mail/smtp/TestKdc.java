package io.postern.mail.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A real KDC on loopback with its krb5.conf, which counts for the whole process until this is closed. */
public final class TestKdc implements AutoCloseable {

    public static final String REALM = "CORP.EXAMPLE";
    public static final String CLIENT = "postern@" + REALM;
    public static final String SERVICE = "smtp/localhost@" + REALM;

    private static final String CONFIG = "java.security.krb5.conf";

    private final Path folder;
    private final SimpleKdcServer server;
    private final @Nullable String configBefore = System.getProperty(CONFIG);

    private TestKdc() throws IOException, KrbException {
        folder = Files.createTempDirectory("kdc");
        server = new SimpleKdcServer();
        server.setWorkDir(folder.toFile());
        server.setKdcRealm(REALM);
        server.setKdcHost("127.0.0.1");
        int port = freePort();
        server.setKdcTcpPort(port);
        server.setAllowUdp(false);
        server.init();
        server.start();
        server.createPrincipal(CLIENT, "the client's password");
        server.createPrincipal(SERVICE, "the service's password");
        server.exportPrincipal(CLIENT, keytab().toFile());
        server.exportPrincipal(SERVICE, serviceKeytab().toFile());
        configure(port);
    }

    public static TestKdc start() {
        try {
            return new TestKdc();
        } catch (IOException | KrbException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** The key of {@link #CLIENT}. */
    public Path keytab() {
        return folder.resolve("client.keytab");
    }

    public Path serviceKeytab() {
        return folder.resolve("service.keytab");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    public Path config() {
        return folder.resolve("postern-krb5.conf");
    }

    /** A ticket cache as {@code kinit} leaves it. */
    public Path ticketCache() throws KrbException {
        Path cache = file("ticket.cache");
        server.getKrbClient().storeTicket(server.getKrbClient().requestTgt(CLIENT, keytab().toFile()), cache.toFile());
        return cache;
    }

    /** The password, and so the key, is another one from now on; the keytab stays as it is. */
    void changePassword(String principal) throws KrbException {
        server.getKadmin().changePassword(principal, "another password");
    }

    /** From now on the realm's KDC is said to be at this port. */
    void configure(int port) throws IOException {
        Files.writeString(
                config(),
                """
                [libdefaults]
                  default_realm = %1$s
                  udp_preference_limit = 1
                  dns_lookup_kdc = false
                  dns_lookup_realm = false
                [realms]
                  %1$s = {
                    kdc = 127.0.0.1:%2$d
                  }
                [domain_realm]
                  localhost = %1$s
                """
                        .formatted(REALM, port));
        System.setProperty(CONFIG, config().toString());
    }

    void stop() throws KrbException {
        server.stop();
    }

    @Override
    public void close() {
        if (configBefore == null) {
            System.clearProperty(CONFIG);
        } else {
            System.setProperty(CONFIG, configBefore);
        }
        try {
            server.stop();
        } catch (KrbException stoppedAlready) {
            // It is gone.
        }
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
