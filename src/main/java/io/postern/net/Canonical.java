package io.postern.net;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which usernames and addresses are compared. It is made here and stored, since a database's collation would let
 * {@code mïke} match {@code mike} (Unicode TR 36), and upper-casing would let {@code mıke}.
 */
public final class Canonical {

    private Canonical() {}

    /** NFC, lower case by the root locale, without what can't be seen around it. */
    public static String identifier(String typed) {
        String composed = Normalizer.normalize(VisibleText.trim(typed), Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
