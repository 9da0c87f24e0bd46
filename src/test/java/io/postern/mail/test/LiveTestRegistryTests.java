package io.postern.mail.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The tests that pages follow, by the names that the pages gave them. */
class LiveTestRegistryTests {

    private final LiveTestRegistry live = new LiveTestRegistry(messages());
    private final String name = UUID.randomUUID().toString();

    @Test
    void keepsALaterTestOfTheSameName() {
        LiveTestStream first = live.open(name, null).orElseThrow();
        first.close();
        LiveTestStream second = live.open(name, null).orElseThrow();
        first.close();

        assertThat(live.watched(name, null)).isSameAs(second);
    }

    @Test
    void aNameIsGivenOnceAtATime() {
        assertThat(live.open(name, null)).isPresent();
        assertThat(live.open(name, null)).isEmpty();
        assertThat(live.open("no name", null)).isEmpty();
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/mail/diagnosis");
        messages.setDefaultEncoding("UTF-8");
        return messages;
    }
}
