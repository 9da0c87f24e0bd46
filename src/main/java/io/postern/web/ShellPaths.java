package io.postern.web;

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
