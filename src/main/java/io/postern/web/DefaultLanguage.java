package io.postern.web;

import java.util.Locale;

/** The language for readers of whom nothing else is known. At most one bean. Without one it is English. */
public interface DefaultLanguage {

    Locale language();
}
