package io.postern.signin.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ReceivedMail;
import io.postern.users.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every change is told to its owner (NIST SP 800-63B-4, section 4.6). */
@Tag("case-132")
class FactorMailTests extends FactorTest {

    @Test
    void tellsTheOwnerOfEveryChange() {
        Enrolled anna = enrol(user(Role.OPERATOR));
        enter(withPassword(anna.user()), anna.codes().get(0));
        anna.visitor().submit("/profile/security", "/profile/security/codes", Map.of());
        anna.visitor().submit("/profile/security", "/profile/security/app/remove", Map.of());
        deliver();

        List<ReceivedMail> mails = mailsTo(anna.user());
        assertThat(mails).extracting(ReceivedMail::text).hasSize(4).allSatisfy(text -> assertThat(text)
                .contains("/profile/security", "198.51.", anna.user().username())
                .doesNotContain(anna.secret())
                .doesNotContain(anna.codes()));
        assertThat(String.join(" ", mails.stream().map(ReceivedMail::text).toList()))
                .contains("app was added", "a recovery code", "New recovery codes", "were removed");
    }

    @Test
    void tellsOfAResetWithoutTheAdministratorsAddress() {
        Enrolled anna = enrol(user("annika", Role.USER, Locale.GERMAN));
        administrator().submit("/users/" + anna.user().id() + "/reset-factors", Map.of("password", PASSWORD));
        deliver();

        List<ReceivedMail> mails = mailsTo(anna.user());
        assertThat(mails.get(mails.size() - 1).text())
                .contains("zweite Faktor", "durch die Administration")
                .doesNotContain("198.51.");
    }
}
