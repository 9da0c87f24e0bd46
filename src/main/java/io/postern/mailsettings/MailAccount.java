package io.postern.mailsettings;

import io.postern.secrets.Opened;
import io.postern.smtp.SmtpAccount;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** With which account mail is sent, as the settings stand at this moment; read from the database at each call. */
@Component
public class MailAccount {

    public sealed interface Current {}

    /**
     * Mail can be sent.
     *
     * @param maxConnections connections that this instance may have open at once
     * @param maxPerMinute mails that all instances together may send in a minute, or null for no limit
     * @param version another one at the next call means that something was saved
     */
    public record Ready(SmtpAccount account, int maxConnections, @Nullable Integer maxPerMinute, long version)
            implements Current {}

    /** Nothing was saved yet, or the default credentials that it asks for are not there. */
    public record Missing() implements Current {}

    /** The stored password can't be opened: it has to be entered again. Nothing is sent without it. */
    public record SecretUnreadable() implements Current {}

    private final MailSettingsRow row;
    private final MailSecret secret;
    private final Accounts accounts;

    MailAccount(MailSettingsRow row, MailSecret secret, Accounts accounts) {
        this.row = row;
        this.secret = secret;
        this.accounts = accounts;
    }

    public Current current() {
        MailSettings settings = row.stored();
        MailValues values = settings.values();
        Opened password = secret.open(settings).orElse(new Opened.Text(""));
        if (values.signsInWithSecret() && password instanceof Opened.Unreadable) {
            return new SecretUnreadable();
        }
        String opened = password instanceof Opened.Text text ? text.value() : "";
        return accounts.of(values, opened)
                .<Current>map(account ->
                        new Ready(account, values.maxConnections(), values.maxPerMinute(), settings.version()))
                .orElseGet(Missing::new);
    }

    /** Whether alert mails are wanted. */
    public boolean alertEmailsEnabled() {
        return row.stored().values().alertEmailsEnabled();
    }
}
