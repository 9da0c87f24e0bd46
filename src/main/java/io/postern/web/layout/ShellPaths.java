package io.postern.web.layout;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

@Component
class ShellPaths extends RoomPaths {

    private static final String[] FILES = {"/assets/**", "/favicon.ico"};

    /** The banners alone, for pages that stay open. */
    static final String BANNERS = "/banners";

    ShellPaths() {
        open(Access.EVERYBODY, FILES);
        sessionless(FILES);
        open(Access.EVERYBODY, "/theme", "/error");
        open(Access.OPERATORS, BANNERS);
        polled(BANNERS);
    }
}
