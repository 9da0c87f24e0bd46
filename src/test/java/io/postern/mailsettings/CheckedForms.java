package io.postern.mailsettings;

import io.postern.secrets.Sealer;
import io.postern.secrets.TestSealers;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.validation.Errors;
import org.springframework.validation.SimpleErrors;

/** Checks forms against what is stored, as the page does, without page and database. */
final class CheckedForms {

    static final ProcessMail NO_CREDENTIALS = new ProcessMail(null, null, null);

    /** Nobody's ticket is there either. */
    private static final ProcessKerberos NO_TICKET =
            new ProcessKerberos(null, null, Path.of("/nowhere/ticket.cache"), null, "smtp");

    private final Sealer sealer;
    private final FakeRow row = new FakeRow();
    private final MailSecret secret;
    private Errors errors = new SimpleErrors(Forms.valid().form());

    CheckedForms() {
        this(TestSealers.withSomeKey());
    }

    CheckedForms(Sealer sealer) {
        this.sealer = sealer;
        this.secret = new MailSecret(sealer, row);
    }

    /** Those of the last check. */
    Errors errors() {
        return errors;
    }

    Optional<CheckedMailForm> check(Forms form) {
        return check(form, NO_CREDENTIALS);
    }

    Optional<CheckedMailForm> check(Forms forms, ProcessMail process) {
        return check(forms, process, NO_TICKET);
    }

    Optional<CheckedMailForm> check(Forms forms, ProcessMail process, ProcessKerberos kerberos) {
        DefaultCredentials credentials = new DefaultCredentials(process, kerberos);
        MailForm form = forms.form();
        errors = new SimpleErrors(form);
        return new MailFormCheck(credentials, new SecretCheck(sealer, secret)).check(form, row.settings, errors);
    }

    /** Stores what a form says. */
    void store(Forms form) {
        CheckedMailForm checked = check(form).orElseThrow();
        store(new MailSettings(checked.values(), secret.sealed(checked.secret(), checked.values(), row.settings)));
    }

    void store(MailSettings settings) {
        row.settings = settings;
    }

    MailSettings stored() {
        return row.settings;
    }

    private static final class FakeRow implements MailSettingsRepository {

        private MailSettings settings = new MailSettings(MailValues.UNSAVED, null);

        @Override
        public Optional<MailSettings> findById(Short id) {
            return Optional.of(settings);
        }

        @Override
        public MailSettings saveAndFlush(MailSettings saved) {
            settings = saved;
            return saved;
        }
    }
}
