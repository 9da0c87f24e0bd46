package io.postern.web;

import java.util.Map;
import org.springframework.web.servlet.View;

/**
 * Pages that say the same to everyone: rendered once and kept; only the CSRF token is each reader's own. To render the form in which
 * a reset is asked for cost more than to write the request down.
 */
public interface RenderedPageCache {

    /**
     * A page by a template which asks for nothing but this model and the frame around it.
     *
     * @param model a few different ones, compared by their values: each is kept for good
     */
    View page(String template, Map<String, ?> model);
}
