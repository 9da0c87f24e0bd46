package io.postern.web.layout;

import io.postern.web.PagePart;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The banners for a page that stays open. */
@Controller
class BannersController {

    private final ObjectProvider<PagePart> parts;
    private final Shell shell;

    BannersController(ObjectProvider<PagePart> parts, Shell shell) {
        this.parts = parts;
        this.shell = shell;
    }

    /** Nothing if the page shows them already: a screen reader would read them aloud again. */
    @GetMapping(ShellPaths.BANNERS)
    @Nullable
    ModelAndView banners(
            @RequestParam(defaultValue = "") String shown, HttpServletRequest request, HttpServletResponse response) {
        ModelAndView banners = new ModelAndView("web/layout :: banners");
        parts.forEach(part -> part.addTo(banners, request));
        if (shell.mark(banners.getModel().get("banners")).equals(shown)) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        return banners;
    }
}
