package io.postern;

import io.postern.accountlinks.AccountCommand;
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
        if (args.length > 0 && AccountCommand.NAMES.contains(args[0])) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(new AccountCommand(args[0], PosternApplication.class, System.out).run(rest));
        }
        SpringApplication.run(PosternApplication.class, args);
    }

    /**
     * Libraries change the case of identifiers by the default locale. In Turkish, a password's hash would name the algorithm
     * {@code argon2ıd}, which no other process knows. Texts on the console stay in the person's language.
     */
    private static void changeCaseAlikeEverywhere() {
        Locale console = Locale.getDefault(Locale.Category.DISPLAY);
        Locale.setDefault(Locale.ROOT);
        Locale.setDefault(Locale.Category.DISPLAY, console);
    }

    /** The source of time; tests replace it by a settable one. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
