package io.postern.testing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole application with a real browser before it. */
public abstract class BrowserTest extends ApplicationTest {

    @RegisterExtension
    protected static final Browser browser = new Browser();

    @BeforeEach
    void open() {
        browser.at(port);
        allowTestsAgain();
    }
}
