package io.postern.mail.form;

import io.postern.crypto.OpenedSecret;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.settings.AccountFactory;
import io.postern.mail.settings.CheckedMailForm;
import io.postern.mail.settings.MailSecret;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.SecretChange;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The account that a checked form describes: with the password typed, or the stored one where the form keeps it. */
@Component
public class FormAccounts {

    private final MailSecret secret;
    private final AccountFactory accounts;

    FormAccounts(MailSecret secret, AccountFactory accounts) {
        this.secret = secret;
        this.accounts = accounts;
    }

    public SmtpAccount of(CheckedMailForm checked, MailSettings stored) {
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
