package io.postern.mail.settings;

import io.postern.crypto.Sealer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Decides what becomes of the stored secret. It belongs to the destination for which it was entered. */
@Component
class SecretCheck {

    private static final int LONGEST = 500;
    private static final String LABELS = "mail.settings.field.";
    private static final Pattern KEBAB = Pattern.compile("\\p{Upper}");

    private final Sealer sealer;
    private final MailSecret mailSecret;

    SecretCheck(Sealer sealer, MailSecret mailSecret) {
        this.sealer = sealer;
        this.mailSecret = mailSecret;
    }

    CheckedMailForm.SecretChange check(
            MailForm form, MailSettingsValues values, MailSettings stored, FieldReader fields, Errors errors) {
        boolean exists = stored.sealedPassword().isPresent();
        List<String> changed = stored.values().otherDestination(values);
        if (!values.signsInWithSecret()) {
            boolean laterUse = values.signIn().useDefaultCredentials() && changed.isEmpty() && !form.removePassword();
            return exists && laterUse ? new CheckedMailForm.Keep() : new CheckedMailForm.Drop();
        }
        SecretKind kind = SecretKind.of(values);
        String typed = kind == SecretKind.PASSWORD ? form.password() : form.oauthClientSecret();
        if (!typed.isBlank()) {
            checkTyped(typed, kind.formName(), fields);
            return new CheckedMailForm.Replace(typed);
        }
        if (form.removePassword()) {
            return new CheckedMailForm.Drop();
        }
        if (!exists) {
            // Where an account is connected, a public client has none (RFC 6749 section 2.1).
            if (!values.connectsAccount()) {
                fields.reject(kind.formName(), kind.missingKey());
            }
            return new CheckedMailForm.Drop();
        }
        if (!changed.isEmpty()) {
            // A field that can't be read differs from what is stored for that reason alone.
            if (changed.stream().noneMatch(errors::hasFieldErrors)) {
                fields.reject(kind.formName(), kind.boundKey(), names(entered(changed, form, stored)));
            }
        } else if (mailSecret.isUnreadable(stored)) {
            fields.reject(kind.formName(), kind.unreadableKey());
        }
        return new CheckedMailForm.Keep();
    }

    private void checkTyped(String secret, String field, FieldReader fields) {
        if (FieldReader.hasControlCharacter(secret)) {
            fields.reject(field, "mail.settings.text.control-character");
        } else if (secret.length() > LONGEST) {
            fields.reject(field, "mail.settings.text.too-long", LONGEST);
        } else if (!sealer.canSeal()) {
            fields.reject(field, "mail.settings.password.no-key");
        }
    }

    /** Those that somebody changed, without the ones that follow from them, such as the default port. */
    private static List<String> entered(List<String> changed, MailForm form, MailSettings stored) {
        Map<String, String> typed = form.fields();
        Map<String, String> before = MailForm.of(stored).fields();
        List<String> entered = changed.stream()
                .filter(field -> !lines(typed.get(field)).equals(lines(before.get(field))))
                .toList();
        return entered.isEmpty() ? changed : entered;
    }

    /** A browser ends each line of a text by CR and LF. */
    private static String lines(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }

    /** The labels of the fields, joined in the reader's language. */
    private static MessageSourceResolvable names(List<String> fields) {
        MessageSourceResolvable joined = label(fields.get(0));
        for (String field : fields.subList(1, fields.size())) {
            joined = new DefaultMessageSourceResolvable(
                    new String[] {"mail.settings.list.more"}, new Object[] {joined, label(field)});
        }
        return joined;
    }

    private static MessageSourceResolvable label(String field) {
        return new DefaultMessageSourceResolvable(
                LABELS + KEBAB.matcher(field).replaceAll("-$0").toLowerCase(Locale.ROOT));
    }
}
