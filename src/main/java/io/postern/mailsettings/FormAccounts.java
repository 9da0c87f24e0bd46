package io.postern.mailsettings;

import io.postern.secrets.OpenedSecret;
import io.postern.smtp.SmtpAccount;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The account that a checked form describes: with the password typed, or the stored one where the form keeps it. */
@Component
class FormAccounts {

    private final MailSecret secret;
    private final AccountFactory accounts;

    FormAccounts(MailSecret secret, AccountFactory accounts) {
        this.secret = secret;
        this.accounts = accounts;
    }

    SmtpAccount of(CheckedMailForm checked, MailSettings stored) {
        String password = "";
        if (checked.secret() instanceof SecretChange.Replace replace) {
            password = replace.secret();
        } else if (checked.secret() instanceof SecretChange.Keep
                && secret.open(stored).orElse(null) instanceof OpenedSecret.Text text) {
            password = text.value();
        }
        UUID grant = stored.consentsTo(checked.values()) ? stored.grantId().orElse(null) : null;
        return accounts.of(checked.values(), password, grant)
                .orElseThrow(() -> new IllegalStateException("a checked form has host, From and credentials"));
    }
}
