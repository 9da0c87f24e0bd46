package io.postern.tryout;

import io.postern.PosternApplication;
import io.postern.testing.DnsServer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.TestConfiguration;

/** Starts everything for trying out: nothing to install, no account, on this machine only. Marked as an application so that the build tells it from other main classes. */
@TestConfiguration
@SpringBootApplication
class TestPosternApplication {

    public static void main(String[] args) {
        String[] tryOut = {
            "--server.address=127.0.0.1",
            "--spring.datasource.url=jdbc:h2:mem:tryout;DB_CLOSE_DELAY=-1",
            "--postern.public-url=http://localhost:${server.port:8080}",
            "--postern.dns.servers=" + dns().address(),
            "--postern.admin.username=" + TryOut.ADMINISTRATOR,
            "--postern.admin.email=ada@postern.example",
            "--postern.admin.password=" + TryOut.PASSWORD
        };
        // What the command line says prevails; an option given twice would be both values, joined by a comma.
        Stream<String> rest = Arrays.stream(tryOut)
                .filter(option -> Arrays.stream(args).noneMatch(given -> given.startsWith(name(option))));
        SpringApplication.from(PosternApplication::main)
                .with(TryOut.class)
                .run(Stream.concat(rest, Arrays.stream(args)).toArray(String[]::new));
    }

    /** The records of the domain that the try-out sends from, which nobody else knows. */
    private static DnsServer dns() {
        return DnsServer.start()
                .askingOthers()
                .with(
                        "postern.example A 127.0.0.1",
                        "postern.example MX 10 postern.example.",
                        "postern.example TXT \"v=spf1 ip4:127.0.0.1 -all\"",
                        "_dmarc.postern.example TXT \"v=DMARC1; p=quarantine\"");
    }

    private static String name(String option) {
        return option.substring(0, option.indexOf('=') + 1);
    }
}
