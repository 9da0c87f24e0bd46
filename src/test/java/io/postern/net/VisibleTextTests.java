package io.postern.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\t",
                "\r\n",
                "\u0085",
                "\u00a0",
                "\u00ad",
                "\u1680",
                "\u180e",
                "\u2003",
                "\u2007",
                "\u200b",
                "\u200c",
                "\u200d",
                "\u200e",
                "\u200f",
                "\u2028",
                "\u2029",
                "\u202a",
                "\u202e",
                "\u202f",
                "\u205f",
                "\u2060",
                "\u2066",
                "\u2069",
                "\u3000",
                "\ufeff",
                "\udb40\udc20",
                " \u00a0\u200b "
            })
    void copyingBringsThemAlong(String unseen) {
        assertThat(VisibleText.trim(unseen + "anna b\u00a0c" + unseen)).isEqualTo("anna b\u00a0c");
        assertThat(VisibleText.trim(unseen)).isEmpty();
        assertThat(VisibleText.hidesCharacters(unseen + "pass")).isTrue();
        assertThat(VisibleText.hidesCharacters("pass" + unseen)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b", "Zoë", "e\u0301", "李", "\ud83d\ude00", "\u2764\ufe0f", "a\0", "\0"})
    void whatCanBeSeenStays(String text) {
        assertThat(VisibleText.trim(text)).isEqualTo(text);
        assertThat(VisibleText.hidesCharacters(text)).isFalse();
    }

    @Test
    void warnsOfANoBreakSpaceInAPassword() {
        assertThat(VisibleText.hidesCharacters("abcd efgh")).isFalse();
        assertThat(VisibleText.hidesCharacters("abcd\u00a0efgh")).isTrue();
        assertThat(VisibleText.hidesCharacters("abcd\u200befgh")).isTrue();
        assertThat(VisibleText.hidesCharacters("abcd\u3164")).isTrue();
    }

    @Test
    void aLongRunOfSpacesTakesNoLongTime() {
        String text = " ".repeat(1_000_000) + "x" + " ".repeat(1_000_000) + "x";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> assertThat(VisibleText.trim(text)).hasSize(1_000_002));
    }
}
