package io.postern.web;

import java.util.List;
import java.util.Locale;

/** The languages in which every text exists. */
public final class Languages {

    public static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    /** The languages as forms and the database write them (RFC 5646). */
    public static final List<String> TAGS =
            SPOKEN.stream().map(Locale::toLanguageTag).toList();

    private Languages() {}
}
