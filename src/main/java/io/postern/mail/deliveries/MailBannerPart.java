package io.postern.mail.deliveries;

import io.postern.web.PagePart;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Puts the banners above the pages of those who may act on them; nobody else's page asks the database for them. */
@Component
class MailBannerPart implements PagePart {

    private final MailBanners banners;

    MailBannerPart(MailBanners banners) {
        this.banners = banners;
    }

    @Override
    public void addTo(ModelAndView page, HttpServletRequest request) {
        if (request.isUserInRole("ADMINISTRATOR") || request.isUserInRole("OPERATOR")) {
            page.addObject("banners", banners.current());
        }
    }
}
