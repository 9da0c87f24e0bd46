package io.postern.overview;

import io.postern.web.Reader;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of those who see to it that all goes well. */
@Controller
class OverviewController {

    private final Overview overview;

    OverviewController(Overview overview) {
        this.overview = overview;
    }

    @GetMapping(OverviewPaths.OVERVIEW)
    ModelAndView show() {
        return new ModelAndView("overview/show", "page", overview.page(reader()));
    }

    /** The same for a page that stays open; nothing if the page shows it already. */
    @GetMapping(OverviewPaths.NOW)
    @Nullable
    ModelAndView now(@RequestParam(defaultValue = "") String shown, HttpServletResponse response) {
        Overview.Page page = overview.page(reader());
        if (page.mark().equals(shown)) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        return new ModelAndView("overview/show :: now", "page", page);
    }

    @PostMapping(OverviewPaths.OVERVIEW + "/{code}/later")
    ModelAndView later(@PathVariable String code, RedirectAttributes redirect) {
        boolean done = overview.postpone(reader(), code);
        redirect.addFlashAttribute("flash", done ? "overview.flash.later" : "overview.flash.gone");
        return Redirects.to(OverviewPaths.OVERVIEW);
    }

    /** Ends what {@link #later} began. */
    @PostMapping(OverviewPaths.OVERVIEW + "/{code}/again")
    ModelAndView again(@PathVariable String code) {
        overview.showAgain(reader(), code);
        return Redirects.to(OverviewPaths.OVERVIEW);
    }

    private static Reader reader() {
        return Reader.signedIn().orElseThrow();
    }
}
