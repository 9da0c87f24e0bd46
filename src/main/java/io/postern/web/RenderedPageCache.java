package io.postern.web;

import java.util.Map;
import org.springframework.web.servlet.View;

/**
 * Keeps pages that are the same for everybody, except for the CSRF token. To render the form that asks for a reset took longer
 * than to store the request.
 */
public interface RenderedPageCache {

    /**
     * A page whose template uses this model and the layout around it, and nothing else.
     *
     * @param model compared by its values. Each different one is kept for good, so there must be few
     */
    View page(String template, Map<String, ?> model);
}
