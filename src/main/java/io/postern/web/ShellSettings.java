package io.postern.web;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** What pages ask about the installation, also while the database is away. At most one bean. Without one, {@link #UNKNOWN} counts. */
public interface ShellSettings {

    ShellSettings UNKNOWN = new ShellSettings() {};

    /** The language for readers of whom nothing else is known. */
    default Locale language() {
        return Locale.ENGLISH;
    }

    /** The time zone in which pages show times. */
    default ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /** What the installation is called. Empty while it is not known. */
    default String name() {
        return "";
    }
}
