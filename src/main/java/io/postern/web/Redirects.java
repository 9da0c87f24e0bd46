package io.postern.web;

import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Answers that send the browser on after a form was accepted (303, so that a reload repeats nothing). */
public final class Redirects {

    private static final Pattern LOCAL = Pattern.compile("/(?!/)[\\x21-\\x5b\\x5d-\\x7e]*");

    private Redirects() {}

    /** To a page of this application, written as a path from its root; may have a query. */
    public static ModelAndView to(String path) {
        RedirectView redirect = new RedirectView(path, true, false, false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        // A brace in a query is not a variable.
        redirect.setExpandUriTemplateVariables(false);
        return new ModelAndView(redirect);
    }

    /** To the page that the form names as its own, or to the start page if that is not a page of this application. */
    public static ModelAndView back(String named) {
        return to(isLocal(named) ? named : "/");
    }

    /**
     * Whether this is a path of this application as browsers write it. It has no scheme, no host ({@code //evil}, {@code /\evil}),
     * and nothing that a header can't hold.
     */
    public static boolean isLocal(String path) {
        return LOCAL.matcher(path).matches();
    }
}
