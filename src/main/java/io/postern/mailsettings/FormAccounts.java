package io.postern.mailsettings;

import io.postern.secrets.Opened;
import io.postern.smtp.SmtpAccount;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The account that a checked form describes: with the password typed, or the stored one where the form keeps it. */
@Component
class FormAccounts {

    private final MailSecret secret;
    private final Accounts accounts;

    FormAccounts(MailSecret secret, Accounts accounts) {
        this.secret = secret;
        this.accounts = accounts;
    }

    SmtpAccount of(CheckedMail checked, MailSettings stored) {
        String password = "";
        if (checked.secret() instanceof Secret.Replace replace) {
            password = replace.secret();
        } else if (checked.secret() instanceof Secret.Keep
                && secret.open(stored).orElse(null) instanceof Opened.Text text) {
            password = text.value();
        }
        UUID grant = stored.consentsTo(checked.values()) ? stored.grantId().orElse(null) : null;
        return accounts.of(checked.values(), password, grant)
                .orElseThrow(() -> new IllegalStateException("a checked form has host, From and credentials"));
    }
}
