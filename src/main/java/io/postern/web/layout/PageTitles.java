package io.postern.web.layout;

import io.postern.web.InstallationName;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a browser's tab, history and bookmarks call a page: its own title and, since people have several of these, whose it is. */
@Component
public final class PageTitles {

    private final ObjectProvider<InstallationName> installation;

    PageTitles(ObjectProvider<InstallationName> installation) {
        this.installation = installation;
    }

    public String of(String page) {
        InstallationName known = installation.getIfAvailable();
        String name = known == null ? "" : known.name();
        return name.isEmpty() ? page : page + " · " + name;
    }
}
