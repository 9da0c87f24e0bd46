package io.postern.web.layout;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

@Component
class ShellPaths extends RoomPaths {

    private static final String[] FILES = {"/assets/**", "/favicon.ico"};

    ShellPaths() {
        open(Access.EVERYBODY, FILES);
        sessionless(FILES);
        open(Access.EVERYBODY, "/theme", "/error");
    }
}
