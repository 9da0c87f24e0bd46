package io.postern.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.Network;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTests {

    @ParameterizedTest
    @CsvSource({
        "https://chat.example/hooks/secret?x=1, https://chat.example:443",
        "HTTPS://Chat.Example:8443, https://chat.example:8443",
        "https://[2001:db8::1]/, https://[2001:db8::1]:443",
        "http://127.0.0.1:9000/a, http://127.0.0.1:9000",
        "http://[::1]:9000/a, http://[::1]:9000",
        "http://LocalHost/a, http://127.0.0.1:80",
        "https://chat.Bücher.example/größe, https://chat.xn--bcher-kva.example:443"
    })
    void itsTextTellsWhereItLeadsAndNotThePath(String typed, String origin) {
        assertThat(WebhookUrl.read(typed, List.of()))
                .isInstanceOf(WebhookUrl.class)
                .hasToString(origin);
    }

    @Tag("case-59")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat.example",
                "https://",
                "https:///hook",
                "https://chat example/",
                "https://chat.example/\r\nHost: evil",
                "https://0x7f.1/",
                "https://chat.example:0/",
                "https://chat.example:65536/",
                "https://-chat.example/",
                "https://chat.straße.example/"
            })
    void whatIsNoAddressIsRefused(String typed) {
        assertThat(WebhookUrl.read(typed, List.of())).isEqualTo(new SubmittedUrl.Malformed("webhook.url.malformed"));
    }

    @Test
    void whatIsTooLongAsItIsSentIsRefused() {
        assertThat(WebhookUrl.read("https://chat.example/" + "ä".repeat(150), List.of())
                        .toString())
                .isEqualTo("https://chat.example:443");
        assertThat(WebhookUrl.read("https://chat.example/" + "ä".repeat(190), List.of()))
                .isEqualTo(new SubmittedUrl.Malformed("webhook.url.malformed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://chat.example/",
                "http://10.0.0.1/",
                "http://localhost.evil.example/",
                "ftp://127.0.0.1/",
                "file://localhost/etc/passwd"
            })
    void plainTextGoesToThisMachineAlone(String typed) {
        assertThat(WebhookUrl.read(typed, List.of())).isEqualTo(new SubmittedUrl.Malformed("webhook.url.plain"));
    }

    @Test
    void allowsPlainHttpByAddressOnly() {
        List<Network> allowed = List.of(Network.of("10.0.0.0/24"));
        assertThat(WebhookUrl.read("http://10.0.0.7:8065/hooks/x", allowed)).hasToString("http://10.0.0.7:8065");
        for (String other : List.of("http://10.0.1.7/", "http://chat.internal/")) {
            assertThat(WebhookUrl.read(other, allowed)).isEqualTo(new SubmittedUrl.Malformed("webhook.url.plain"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:secret@chat.example/", "https://chat.example/#part", "http://x@127.0.0.1/"})
    void whatWouldNotBeSentIsRefused(String typed) {
        assertThat(WebhookUrl.read(typed, List.of())).isEqualTo(new SubmittedUrl.Malformed("webhook.url.user-info"));
    }
}
