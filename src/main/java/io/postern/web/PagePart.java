package io.postern.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a room puts on every page around the page's own content. It is called after the page's handler, so it shows what that has just
 * changed. It is called for pages alone: not for a redirect, and not for an error page, since the part may be what failed.
 */
public interface PagePart {

    /** Adds what the layout shows, or nothing if this reader may not see it. An exception fails the whole page. */
    void addTo(ModelAndView page, HttpServletRequest request);
}
