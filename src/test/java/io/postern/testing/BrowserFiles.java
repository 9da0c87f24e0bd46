package io.postern.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Chromium and its driver: where {@code CHROME_BIN} and {@code CHROMEDRIVER} say, else on the PATH or in /usr/bin. */
record BrowserFiles(Path browser, Path driver) {

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    /** Skips the test where there is none; fails it where {@code CI} is {@code true}, so that no gate passes by skipping. */
    static BrowserFiles find() {
        Optional<Path> browser = executable("CHROME_BIN", BROWSERS);
        Optional<Path> driver = executable("CHROMEDRIVER", List.of("chromedriver"));
        if (browser.isPresent() && driver.isPresent()) {
            return new BrowserFiles(browser.get(), driver.get());
        }
        String missing = "No browser: install chromium and chromium-driver, or set CHROME_BIN and CHROMEDRIVER.";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(missing);
        }
        System.out.println("Skipped. " + missing);
        throw new TestAbortedException(missing);
    }

    private static Optional<Path> executable(String variable, List<String> names) {
        String given = System.getenv(variable);
        if (given != null && !given.isBlank()) {
            return Optional.of(Path.of(given)).filter(Files::isExecutable);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + "/usr/bin";
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
