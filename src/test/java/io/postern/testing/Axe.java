package io.postern.testing;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openqa.selenium.JavascriptExecutor;

/** axe-core on the page at hand. Its own runner opens a window for each run, which would take most of the time. */
final class Axe {

    private static final String SCRIPT = read();

    private static final String RUN =
            """
            const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(
              (results) => done(results.violations.flatMap((rule) =>
                rule.nodes.map((node) => rule.id + ': ' + node.html + ' ' + node.failureSummary))),
              (failed) => done([String(failed)]));
            """;

    private Axe() {}

    /** What keeps somebody from using the page: rule, element and what is to be done. */
    static List<?> violations(JavascriptExecutor browser) {
        if (!Boolean.TRUE.equals(browser.executeScript("return typeof window.axe === 'object'"))) {
            browser.executeScript(SCRIPT);
        }
        return (List<?>) browser.executeAsyncScript(RUN);
    }

    private static String read() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
