package io.postern.web.layout;

import io.postern.web.InstallationName;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The title of a page for the browser's tab, history and bookmarks: its own, and the installation's name, since people may use
 * several.
 */
@Component
public final class PageTitles {

    private final ObjectProvider<InstallationName> installation;

    PageTitles(ObjectProvider<InstallationName> installation) {
        this.installation = installation;
    }

    public String of(String page) {
        String name = name();
        return name.isEmpty() ? page : page + " · " + name;
    }

    /** What stands above every page. */
    public String brand() {
        String name = name();
        return name.isEmpty() ? "Postern" : name;
    }

    private String name() {
        InstallationName known = installation.getIfAvailable();
        return known == null ? "" : known.name();
    }
}
