package io.postern.web;

import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.view.RedirectView;

/** Answers that send the browser on after a form was accepted (303, so that a reload repeats nothing). */
public final class Redirects {

    private static final Pattern LOCAL = Pattern.compile("/(?!/)[\\x21-\\x5b\\x5d-\\x7e]*");

    private Redirects() {}

    /** To a page of this application, written as a path from its root; may have a query. */
    public static RedirectView to(String path) {
        RedirectView redirect = new RedirectView(path, true, false, false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        // A brace in a search that one goes back to is no variable.
        redirect.setExpandUriTemplateVariables(false);
        return redirect;
    }

    /** To the page that a form names as the one it stood on; to the start page when that is not one of this application's. */
    public static RedirectView back(String named) {
        return to(isLocal(named) ? named : "/");
    }

    /**
     * Whether this is a path of this application as browsers write it: no scheme, no host ({@code //evil}, {@code /\evil}), nothing
     * that a header can't hold.
     */
    public static boolean isLocal(String path) {
        return LOCAL.matcher(path).matches();
    }
}
