package io.postern.mail.settings;

import io.postern.crypto.Sealer;
import io.postern.crypto.TestSealers;
import io.postern.mail.auth.DefaultCredentials;
import io.postern.mail.auth.ProcessKerberos;
import io.postern.mail.auth.ProcessPassword;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.validation.Errors;
import org.springframework.validation.SimpleErrors;

/** Checks forms against what is stored, as the page does, without page and database. */
public final class CheckedForms {

    public static final ProcessPassword NO_CREDENTIALS = new ProcessPassword(null, null, null);

    /** Nobody's ticket is there either. */
    private static final ProcessKerberos NO_TICKET =
            new ProcessKerberos(null, null, Path.of("/nowhere/ticket.cache"), null, "smtp");

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private final Sealer sealer;
    private final FakeRow row = new FakeRow();
    private final MailSecret secret;
    private Errors errors = new SimpleErrors(Forms.valid().form());

    public CheckedForms() {
        this(TestSealers.withSomeKey());
    }

    public CheckedForms(Sealer sealer) {
        this.sealer = sealer;
        this.secret = new MailSecret(sealer, row);
    }

    /** Those of the last check. */
    public Errors errors() {
        return errors;
    }

    public Optional<CheckedMailForm> check(Forms form) {
        return check(form, NO_CREDENTIALS);
    }

    public Optional<CheckedMailForm> check(Forms forms, ProcessPassword process) {
        return check(forms, process, NO_TICKET);
    }

    public Optional<CheckedMailForm> check(Forms forms, ProcessPassword process, ProcessKerberos kerberos) {
        DefaultCredentials credentials = new DefaultCredentials(process, kerberos);
        MailForm form = forms.form();
        errors = new SimpleErrors(form);
        return new MailFormCheck(credentials, new SecretCheck(sealer, secret), VALIDATOR, row)
                .check(form, row.settings, errors);
    }

    /** Stores what a form says. */
    public void store(Forms form) {
        CheckedMailForm checked = check(form).orElseThrow();
        store(new MailSettings(checked.values(), secret.sealed(checked.secret(), checked.values(), row.settings)));
    }

    public void store(MailSettings settings) {
        row.settings = settings;
    }

    public MailSettings stored() {
        return row.settings;
    }

    private static final class FakeRow implements MailSettingsRepository {

        private MailSettings settings = new MailSettings(MailSettingsValues.UNSAVED, null);

        @Override
        public Optional<MailSettings> findById(Short id) {
            return Optional.of(settings);
        }

        @Override
        public List<MailSettings> findAllByOrderByPlace() {
            return List.of(settings);
        }

        @Override
        public Optional<MailSettings> lockPrimary() {
            return Optional.of(settings);
        }

        @Override
        public void flush() {}

        @Override
        public void place(short id, int place) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(MailSettings deleted) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MailSettings saveAndFlush(MailSettings saved) {
            settings = saved;
            return saved;
        }
    }
}
