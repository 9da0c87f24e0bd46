package io.postern;

import io.postern.passwordreset.ResetLinkCommand;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class PosternApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(ResetLinkCommand.NAME)) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(new ResetLinkCommand(PosternApplication.class, System.out).run(rest));
        }
        SpringApplication.run(PosternApplication.class, args);
    }

    /** The only source of time; tests put a settable one in its place. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
