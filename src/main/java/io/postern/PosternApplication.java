package io.postern;

import io.postern.accountlinks.ResetLinkCommand;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
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
        changeCaseAlikeEverywhere();
        if (args.length > 0 && args[0].equals(ResetLinkCommand.NAME)) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(new ResetLinkCommand(PosternApplication.class, System.out).run(rest));
        }
        SpringApplication.run(PosternApplication.class, args);
    }

    /**
     * Libraries change the case of what is no language by the default locale: in Turkish, the hash of a password would name an
     * algorithm {@code argon2ıd}, which a process elsewhere does not know. What a person on the console reads stays in their language.
     */
    private static void changeCaseAlikeEverywhere() {
        Locale console = Locale.getDefault(Locale.Category.DISPLAY);
        Locale.setDefault(Locale.ROOT);
        Locale.setDefault(Locale.Category.DISPLAY, console);
    }

    /** The only source of time; tests put a settable one in its place. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
