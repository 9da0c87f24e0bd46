package io.postern.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a room puts on every page around the page's own content. Asked for once the page's handler is done, so that it shows what
 * that has just changed, and only where a page is made: not for a redirect, and not for a page that tells of an error, since what
 * is asked here may be what failed.
 */
public interface PagePart {

    /** Adds what the layout shows, or nothing when it is not for this reader. Whatever is thrown takes the place of the page. */
    void addTo(ModelAndView page, HttpServletRequest request);
}
