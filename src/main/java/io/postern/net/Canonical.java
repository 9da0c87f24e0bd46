package io.postern.net;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which usernames and addresses are compared. It is made here and stored: by a database's collation, {@code mïke} could match
 * {@code mike} (Unicode TR 36), and by upper-casing {@code mıke} would.
 */
public final class Canonical {

    private Canonical() {}

    /** NFC and lower case by the root locale, without invisible characters at the ends. */
    public static String identifier(String typed) {
        String composed = Normalizer.normalize(VisibleText.trim(typed), Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
