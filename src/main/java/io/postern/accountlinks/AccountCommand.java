package io.postern.accountlinks;

import io.postern.database.IncompatibleDatabase;
import io.postern.database.StartRefused;
import io.postern.signin.FactorReset;
import io.postern.users.User;
import io.postern.users.Users;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.NestedExceptionUtils;

/**
 * What helps an administrator who is locked out, on the server's console: {@code java -jar postern.jar reset-link <username>} makes a
 * reset link while mail is down, and {@code reset-factors <username>} removes the second factors. Anybody who can start the process on
 * its database can do so.
 */
public final class AccountCommand {

    private static final String RESET_FACTORS = "reset-factors";

    public static final Set<String> NAMES = Set.of("reset-link", RESET_FACTORS);

    private static final String[] QUIET = {
        "--server.port=0",
        "--server.address=127.0.0.1",
        "--postern.delivery.enabled=false",
        "--postern.liveness-address-file=",
        "--logging.level.root=off"
    };

    /** H2's code for a file that another process has open. */
    private static final int H2_ALREADY_OPEN = 90020;

    private final String name;
    private final Class<?> application;
    private final PrintStream out;
    private final MessageSource messages = messages();

    /**
     * Prepares the command. Nothing is started yet.
     *
     * @param name one of {@link #NAMES}
     * @param application whose database it is
     * @param out gets the link or what was done, or the reason why not
     */
    public AccountCommand(String name, Class<?> application, PrintStream out) {
        this.name = name;
        this.application = application;
        this.out = out;
    }

    /**
     * Runs the command.
     *
     * @param arguments the username or address, then options as for the application
     * @return the exit status: 0 when it was done
     */
    public int run(String... arguments) {
        if (arguments.length == 0 || arguments[0].startsWith("--")) {
            printMessage("accountlinks.console.usage", name);
            return 2;
        }
        String[] options = Stream.concat(Arrays.stream(arguments).skip(1), Arrays.stream(QUIET))
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .bannerMode(Banner.Mode.OFF)
                .run(options)) {
            return help(context, arguments[0]);
        } catch (RuntimeException e) {
            if (!explain(e)) {
                // The whole report would go to the log, which is off.
                out.println(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            }
            return 1;
        }
    }

    private int help(ConfigurableApplicationContext context, String username) {
        Optional<User> user =
                context.getBean(Users.class).byIdentifier(username).filter(found -> !found.isDisabled());
        if (user.isEmpty()) {
            printMessage("accountlinks.console.unknown", username);
            return 1;
        }
        return name.equals(RESET_FACTORS) ? resetFactors(context, user.get()) : printLink(context, user.get());
    }

    private int resetFactors(ConfigurableApplicationContext context, User user) {
        if (!user.hasSecondFactor()) {
            printMessage("accountlinks.console.no-factor", user.username());
            return 1;
        }
        context.getBean(FactorReset.class).reset(user.id());
        printMessage("accountlinks.console.factors-reset", user.username());
        return 0;
    }

    private int printLink(ConfigurableApplicationContext context, User user) {
        OneTimeLinks links = context.getBean(OneTimeLinks.class);
        String link = links.link(links.make(user));
        long minutes =
                context.getBean(AccountLinkProperties.class).tokenLifetime().toMinutes();
        printMessage("accountlinks.console.made", minutes);
        out.println(link);
        if (link.startsWith("/")) {
            printMessage("accountlinks.console.no-address");
        }
        return 0;
    }

    /** Prints why the application refused to start, since the log is off; false for any other failure. */
    private boolean explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == H2_ALREADY_OPEN) {
                printMessage("accountlinks.console.locked");
                return true;
            }
            if (cause instanceof IncompatibleDatabase database) {
                printMessage(database.isNewer() ? "accountlinks.console.newer" : "accountlinks.console.before-1-0");
                return true;
            }
            if (cause instanceof StartRefused refused) {
                out.println(refused.getMessage());
                out.println(refused.action());
                return true;
            }
        }
        return false;
    }

    private void printMessage(String key, Object... arguments) {
        out.println(messages.getMessage(key, arguments, Locale.getDefault(Locale.Category.DISPLAY)));
    }

    /** Not the application's, which may not have started. */
    private static MessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/accountlinks");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
