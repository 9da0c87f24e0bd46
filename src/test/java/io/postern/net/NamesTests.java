package io.postern.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTests {

    @ParameterizedTest
    @CsvSource({
        "anna@corp.example, anna@corp.example",
        "' anna@corp.example ', anna@corp.example",
        "Anna.Berg+x@CORP.Example, Anna.Berg+x@corp.example",
        "a@münchen.example, a@xn--mnchen-3ya.example",
        "o'neil@corp.example, o'neil@corp.example",
        "a@xn--mnchen-3ya.example, a@xn--mnchen-3ya.example"
    })
    void anAddressIsReadIntoTheFormThatIsSent(String typed, String sent) {
        assertThat(EmailAddress.parse(typed).map(EmailAddress::value)).contains(sent);
    }

    @Tag("case-6")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@corp.example",
                "a@b",
                "a@localhost",
                "a@corp..example",
                "a@.example",
                "a@corp.example.",
                "a@-corp.example",
                "a@corp_x.example",
                "a@1.2.3.4",
                "a@[1.2.3.4]",
                ".a@corp.example",
                "a.@corp.example",
                "a..b@corp.example",
                "a b@corp.example",
                "\"a b\"@corp.example",
                "a@b@corp.example",
                "A <a@corp.example>",
                "a@corp.example,b@corp.example",
                "a@corp.example;b@corp.example",
                "a@corp.example b@corp.example",
                "a@corp.example\r\nBcc: b@corp.example",
                "a\0@corp.example",
                "a@corp.example\0",
                "a\u200b@corp.example",
                "a@co\u200brp.example"
            })
    void whatIsNotExactlyOneAddressIsRefused(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Tag("case-84")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "šdmin@corp.example",
                "ａdmin@corp.example",
                "mıke@corp.example",
                "mïke@corp.example",
                "Ġa@corp.example"
            })
    void aNonAsciiLocalPartNeverBecomesAnAddress(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Tag("case-8")
    @ParameterizedTest
    @ValueSource(
            strings = {"a@ｃorp.example", "a@corp。example", "a@straße.example", "a@co\u00adrp.example", "a@ℂorp.example"
            })
    void aDomainIsNotTakenForAnotherThatItResembles(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    void addressesHaveTheLengthsOfRfc5321() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@corp.example")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@corp.example")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b".repeat(64) + ".example")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b.".repeat(125) + "example")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "é.".repeat(120) + "example")).isEmpty();
        assertThat(EmailAddress.parse("a".repeat(1_000_000) + "@corp.example")).isEmpty();
    }

    @Tag("case-9")
    @ParameterizedTest
    @CsvSource({"MIKE, mike", "' Mike ', mike", "Ä, ä", "Ä, ä", "K, k"})
    void caseCompositionAndOuterWhiteSpaceAreTheSame(String typed, String canonical) {
        assertThat(Canonical.identifier(typed)).isEqualTo(canonical);
    }

    @Tag("case-8")
    @ParameterizedTest
    @ValueSource(strings = {"mıke", "mïke", "ｍike", "mİke", "m\u0456ke", "mi ke"})
    void otherLettersStayOtherLetters(String typed) {
        assertThat(Canonical.identifier(typed)).isNotEqualTo("mike");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.corp.example", "localhost", "a-b.example", "1and1.com", "xn--mnchen-3ya.example"})
    void hostNames(String typed) {
        assertThat(HostName.isName(typed)).isTrue();
    }

    @Tag("case-59")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "-a.example",
                "a-.example",
                "a_b.example",
                "0x7f.1",
                "127.1",
                "2130706433",
                "a.0x7f",
                "a\r\nb",
                "a b",
                "127.0.0.1:6379",
                "münchen.example",
                "a.example."
            })
    void refusesNamesThatResolversReadDifferently(String typed) {
        assertThat(HostName.isName(typed)).isFalse();
    }

    @Test
    void looksUpAnUnderscoreThatIsNoHostName() {
        assertThat(List.of("mail_server", "_smtp.corp.example", "a_.b")).allMatch(HostName::canBeLookedUp);
        assertThat(List.of("", "-a", "a b", "127.1", "a._x.0x7f", "a..b")).noneMatch(HostName::canBeLookedUp);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1, 192.0.2.1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1, 2001:db8:0:0:0:0:0:0/64",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64"
    })
    void clientsAreCountedByTheirNetwork(String typed, String address, String network) {
        assertThat(IpAddress.parse(typed)).hasValueSatisfying(ip -> {
            assertThat(ip).hasToString(address);
            assertThat(ip.network()).isEqualTo(network);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.04",
                "256.1.1.1",
                "0x7f.0.0.1",
                "localhost",
                ":",
                "::g",
                "1:2:3",
                ".::1",
                ".:a:b",
                "fe80::1%eth0",
                "[::1",
                "[1.2.3.4]x",
                "a:b:example"
            })
    void whatIsNoAddressIsNotLookedUp(String typed) {
        assertThat(IpAddress.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/8/8", "*", ""})
    void whatIsNoNetworkIsADefect(String text) {
        assertThatThrownBy(() -> Network.of(text)).hasMessageContaining("neither an IP address nor a network");
    }

    @Test
    void textThatHidesSomethingIsNotVisible() {
        assertThat(VisibleText.isVisible("Ānna 🦆 👩‍🚀")).isTrue();
        for (String hidden :
                new String[] {"\n", "\0", "\u202e", "\u200b", "\ufeff", "\u2066", "\u3164", "\ud800", "\u2028"}) {
            assertThat(VisibleText.isVisible("a" + hidden)).isFalse();
        }
    }

    @Test
    void textOfWhichNothingIsSeenIsNotVisible() {
        assertThat(VisibleText.isVisible("Ada\u00a0Lovelace \u2801\u2800\u2803"))
                .isTrue();
        for (String nothing : new String[] {"\u00a0", "\u202f\u2007", "\u2800", "\u200d", "\u00a0 \u200c"}) {
            assertThat(VisibleText.isVisible(nothing)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://bücher.example:8443/ä?ö#ü, https://xn--bcher-kva.example:8443/ä?ö#ü",
        "https://user@Bücher.example, https://user@xn--bcher-kva.example",
        "https://[::1]/a, https://[::1]/a",
        "https://straße.example/, https://straße.example/",
        "no address, no address"
    })
    void inAUrlTheHostAloneIsConverted(String url, String ascii) {
        assertThat(HostName.toAsciiInUrl(url)).isEqualTo(ascii);
    }

    @ParameterizedTest
    @CsvSource({
        "xn--bcher-kva.example, bücher.example",
        "mail.example, mail.example",
        "xn--strae-oqa.example, xn--strae-oqa.example",
        "xn--.example, xn--.example"
    })
    void showsUnicodeOnlyWhereItRoundTrips(String ascii, String shown) {
        assertThat(HostName.shown(ascii)).isEqualTo(shown);
        assertThat(HostName.shownInUrl("https://" + ascii + "/xn--")).isEqualTo("https://" + shown + "/xn--");
    }
}
