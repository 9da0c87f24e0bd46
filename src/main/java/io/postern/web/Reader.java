package io.postern.web;

import java.util.Locale;

/** The person for whom pages are made; the signed-in principal is one. */
public interface Reader {

    /** The language that this person chose. */
    Locale language();

    String displayName();
}
