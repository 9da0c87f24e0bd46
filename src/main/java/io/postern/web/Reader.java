package io.postern.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The person for whom pages are made; the signed-in principal is one. */
public interface Reader {

    /** The attribute of the request under which the page that says what it failed at finds its reader; no session is left by then. */
    String ATTRIBUTE = Reader.class.getName();

    /** The language that this person chose; null to follow the browser. */
    @Nullable
    Locale language();

    String displayName();
}
