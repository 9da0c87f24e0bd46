package io.postern.mail.form;

import io.postern.crypto.Sealer;
import io.postern.mail.settings.MailSecret;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.mail.settings.SecretBinding;
import io.postern.mail.settings.SecretChange;
import io.postern.mail.settings.SecretKind;
import java.util.List;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Decides what becomes of the stored secret, which belongs to the destination that it was entered for. */
@Component
class SecretCheck {

    private static final int LONGEST = 500;

    private final Sealer sealer;
    private final MailSecret mailSecret;

    SecretCheck(Sealer sealer, MailSecret mailSecret) {
        this.sealer = sealer;
        this.mailSecret = mailSecret;
    }

    SecretChange check(
            MailForm form, MailSettingsValues values, MailSettings stored, FieldParser fields, Errors errors) {
        boolean exists = stored.sealedPassword().isPresent();
        List<SecretBinding> changed = SecretBinding.changed(stored.values(), values);
        if (!values.signsInWithSecret()) {
            boolean laterUse = values.useDefaultCredentials() && changed.isEmpty() && !form.removePassword();
            return exists && laterUse ? new SecretChange.Keep() : new SecretChange.Drop();
        }
        SecretKind kind = SecretKind.of(values);
        String typed = kind == SecretKind.PASSWORD ? form.password() : form.oauthClientSecret();
        if (!typed.isBlank()) {
            checkTyped(typed, kind.formName(), fields);
            return new SecretChange.Replace(typed);
        }
        if (form.removePassword()) {
            return new SecretChange.Drop();
        }
        if (!exists) {
            if (isNeeded(values)) {
                fields.reject(kind.formName(), kind.missingKey());
            }
            return new SecretChange.Drop();
        }
        if (!changed.isEmpty()) {
            if (changed.stream().noneMatch(field -> isWrong(field, errors))) {
                fields.reject(kind.formName(), kind.boundKey(), names(changed));
            }
        } else if (mailSecret.isUnreadable(stored)) {
            fields.reject(kind.formName(), kind.unreadableKey());
        }
        return new SecretChange.Keep();
    }

    /** Where an account is connected, a public client has none (RFC 6749 section 2.1). */
    private static boolean isNeeded(MailSettingsValues values) {
        return !values.connectsAccount();
    }

    private void checkTyped(String secret, String field, FieldParser fields) {
        if (FieldParser.hasControlCharacter(secret)) {
            fields.reject(field, "mail.settings.text.control-character");
        } else if (secret.length() > LONGEST) {
            fields.reject(field, "mail.settings.text.too-long", LONGEST);
        } else if (!sealer.canSeal()) {
            fields.reject(field, "mail.settings.password.no-key");
        }
    }

    /** A field that can't be read differs from what is stored for that reason alone. */
    private static boolean isWrong(SecretBinding field, Errors errors) {
        return errors.hasFieldErrors(field.formName());
    }

    /** The labels of the fields, joined in the reader's language. */
    private static MessageSourceResolvable names(List<SecretBinding> fields) {
        MessageSourceResolvable joined = label(fields.get(0));
        for (SecretBinding field : fields.subList(1, fields.size())) {
            joined = new DefaultMessageSourceResolvable(
                    new String[] {"mail.settings.list.more"}, new Object[] {joined, label(field)});
        }
        return joined;
    }

    private static MessageSourceResolvable label(SecretBinding field) {
        return new DefaultMessageSourceResolvable(field.messageKey());
    }
}
