package io.postern.users.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.installation.Installation;
import io.postern.testing.MockMvcTest;
import io.postern.testing.OnH2;
import io.postern.users.PasswordProblem;
import io.postern.users.PasswordRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MockMvcTest
class PasswordRulesTests implements OnH2 {

    @Autowired
    private Installation installation;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void asRecommended() {
        atLeast(15);
    }

    @Tag("case-43")
    @Test
    void fourteenCharactersAreRefusedAndFifteenAccepted() {
        assertThat(problems("vgk3pTq9zxwmL2")).containsExactly("users.password.short");
        assertThat(problems("vgk3pTq9zxwmL2b")).isEmpty();
    }

    @Tag("case-43")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "correcthorsebatterystaple",
                "möwe auf dem dach um vier",
                "四月の雨が屋根を叩く音だけ聞こえる夜",
                "🦆 swims past the old mill",
                "in 1984 we lived by the sea",
                "monkey dragon sunshine elephant"
            })
    void phrasesAreAcceptedWhateverTheyAreMadeOf(String password) {
        assertThat(problems(password)).isEmpty();
    }

    @Test
    void lengthCountsCharactersAndNotTheirCode() {
        assertThat(problems("🦆🦢🐎🐄🐖🐑🐐🐕🐈🐇🐁🐀🦔🦇")).containsExactly("users.password.short");
        assertThat(problems("🦆🦢🐎🐄🐖🐑🐐🐕🐈🐇🐁🐀🦔🦇🐿")).isEmpty();
        String longest = "ab cdé fgħ ijk".repeat(9).substring(0, 126) + "🦆x";
        assertThat(problems(longest)).doesNotContain("users.password.long");
        assertThat(problems(longest + "y")).containsExactly("users.password.long");
    }

    @Tag("case-46")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password123456789",
                "Password-1234567890!",
                "passwordpassword",
                "SunshinePrincess",
                "iloveyou20242024",
                "!!!!!basketball!!!!!"
            })
    void commonPasswordsAreRefusedHoweverPadded(String password) {
        assertThat(problems(password)).contains("users.password.common");
    }

    @Tag("case-46")
    @Test
    void refusesCommonPasswordsOfSufficientLength() {
        atLeast(8);
        for (String password : List.of(
                "password", "12345678", "qwertyuiop", "Sunshine", "trustno1", "superman", "baseball", "football1")) {
            assertThat(problems(password)).as(password).contains("users.password.common");
        }
    }

    @Tag("case-46")
    @Test
    void refusesEachOfTenThousandKnownPasswords() throws IOException {
        List<String> listed;
        try (InputStream list = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
            listed = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
        CommonPasswords common = new CommonPasswords();

        assertThat(listed).doesNotHaveDuplicates().hasSizeGreaterThan(10_000);
        assertThat(listed.stream().filter(password -> password.length() >= 8)).hasSizeGreaterThan(10_000);
        assertThat(listed).allMatch(common::contain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaa",
                "abababababababab",
                "abcdabcdabcdabcd",
                "one! one! one! one! ",
                "one! one! one! one!",
                "kitten Kitten-KITTEN",
                "пароль пароль пароль",
                "sommerabend sommerabend so",
                "wwwwww is not it"
            })
    void repetitionIsRefused(String password) {
        assertThat(problems(password)).contains("users.password.repetitive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcdefghijklmno", "my 987654 is secret", "qwertzuiopasdfg", "zxcvbnm,./qwerty"})
    void sequencesAreRefused(String password) {
        assertThat(problems(password)).contains("users.password.sequential");
    }

    @Tag("case-46")
    @Test
    void refusesProductNameAndOwnNames() {
        for (String word : List.of("Postern", "anna.berg@corp.example", "annab", "Berg", "corp", "Hüttenwerk")) {
            assertThat(rules().check("xq " + word + " vmz 7 kd", "annab", "anna.berg@corp.example", "Anna Berg"))
                    .as(word)
                    .extracting(PasswordProblem::messageKey)
                    .containsExactly("users.password.contextual");
        }
        assertThat(rules().check("xq POSTERN vmz 7 kd", "annab", null, "Anna")
                        .get(0)
                        .arguments())
                .containsExactly("postern");
    }

    private PasswordRules rules() {
        return new NistPasswordRules(installation);
    }

    private List<String> problems(String password) {
        return rules().check(password, "annab", "anna.berg@corp.example", "Anna Berg").stream()
                .map(PasswordProblem::messageKey)
                .toList();
    }

    private void atLeast(int length) {
        jdbc.sql("update installation set minimum_password_length = ?, name = 'Hüttenwerk West'")
                .param(length)
                .update();
    }
}
