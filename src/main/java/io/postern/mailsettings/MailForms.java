package io.postern.mailsettings;

import org.jspecify.annotations.Nullable;

/** Normal forms of what is typed. */
final class MailForms {

    private MailForms() {}

    /** PEM as it is stored and compared: browsers send CR LF, and white space around it says nothing. */
    static @Nullable String pem(String typed) {
        String text = typed.replace("\r\n", "\n").replace('\r', '\n').strip();
        return text.isEmpty() ? null : text;
    }
}
