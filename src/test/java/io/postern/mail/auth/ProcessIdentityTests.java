package io.postern.mail.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.mail.settings.CheckedForms;
import io.postern.mail.settings.Forms;
import io.postern.mail.smtp.TestKdc;
import java.nio.file.Path;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which credentials a process was given, and what that means for the form. */
class ProcessIdentityTests {

    private static final ProcessPassword PASSWORD =
            new ProcessPassword("relay.corp.example", "svc@corp.example", "secret");
    private static final ProcessKerberos KEYTAB = kerberos("postern@CORP.EXAMPLE", Path.of("pom.xml"), null);

    private final CheckedForms forms = new CheckedForms();

    @Test
    void aPasswordComesBeforeKerberos() {
        assertThat(new DefaultCredentials(PASSWORD, KEYTAB).identity())
                .containsInstanceOf(ProcessIdentity.Password.class);
        assertThat(new DefaultCredentials(CheckedForms.NO_CREDENTIALS, KEYTAB).identity())
                .get()
                .satisfies(identity -> {
                    assertThat(identity.messageKey()).isEqualTo("mail.settings.default-credentials.keytab");
                    assertThat(identity.named()).containsExactly("postern@CORP.EXAMPLE");
                });
    }

    @Test
    void takesTheTicketCachesOwnerWithoutAKeytab() throws KrbException {
        try (TestKdc kdc = TestKdc.start()) {
            ProcessKerberos cache = kerberos(null, null, kdc.ticketCache());

            assertThat(cache.identity()).isNotNull().satisfies(identity -> {
                assertThat(identity.principal()).isEqualTo(TestKdc.CLIENT);
                assertThat(identity.messageKey()).isEqualTo("mail.settings.default-credentials.ticket-cache");
            });
            assertThat(kerberos("other@CORP.EXAMPLE", null, kdc.ticketCache()).identity())
                    .isNull();
            assertThat(kerberos(null, null, Path.of("/nowhere")).identity()).isNull();
        }
    }

    @Test
    void aKeytabIsOfSomebody() {
        assertThatThrownBy(() -> kerberos(null, Path.of("pom.xml"), null))
                .hasMessageContaining("postern.mail.kerberos.principal");
    }

    @Test
    void usesATicketAtAnyHostWithoutEncryption() {
        Forms form = Forms.valid()
                .with("useDefaultCredentials", "true")
                .with("fromAddress", "postern@corp.example")
                .without("sslEnabled")
                .without("password");

        assertThat(forms.check(form, CheckedForms.NO_CREDENTIALS, KEYTAB)).isPresent();
        assertThat(forms.check(form.with("host", "relay.corp.example"), PASSWORD))
                .isEmpty();
        assertThat(forms.errors().hasFieldErrors("allowCleartextPassword")).isTrue();
    }

    @Test
    void aPrincipalIsNoFromAddress() {
        Forms form = Forms.valid()
                .with("useDefaultCredentials", "true")
                .without("username")
                .without("password");

        assertThat(forms.check(form, CheckedForms.NO_CREDENTIALS, KEYTAB)).isEmpty();
        assertThat(forms.errors().hasFieldErrors("fromAddress")).isTrue();
    }

    private static ProcessKerberos kerberos(
            @Nullable String principal, @Nullable Path keytab, @Nullable Path ticketCache) {
        return new ProcessKerberos(principal, keytab, ticketCache, null, "smtp");
    }
}
