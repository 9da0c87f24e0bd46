package io.postern.users;

import io.postern.web.RoomPaths;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The pages for managing users, and the profile. */
@Component
public final class UserPaths extends RoomPaths {

    public static final String LIST = "/users";
    public static final String NEW = "/users/new";
    public static final String PROFILE = "/profile";

    UserPaths() {
        open(Access.ADMINISTRATORS, "/users/**", "/users.csv");
        open(Access.EVERYBODY, "/.well-known/change-password");
        open(Access.SIGNED_IN, "/profile/**");
        open(Access.EVERYBODY, "/language");
        upload("/users/import");
        home(Access.SIGNED_IN, PROFILE);
        link(LIST, "web.open.users");
        link("/users/", "web.open.user");
        link(NEW, "web.open.new-user");
        refusedForm(LIST, NEW);
        refusedForm("/users/selected", LIST);
        polled("/users/selected/progress");
        polled("/users/import/progress");
        besideFormOf("/users/{id}", "/disable", "/delete");
        besideFormOf(PROFILE, "/password", "/pending-address/send");
    }

    /** The page of one user. */
    public static String user(UUID id) {
        return LIST + "/" + id;
    }
}
