package io.postern.delivery;

import io.postern.web.Banner;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the banners above the pages of those who may act on them; nobody else's page asks the database for them. */
@ControllerAdvice
class MailBannerAdvice {

    private final MailBanners banners;

    MailBannerAdvice(MailBanners banners) {
        this.banners = banners;
    }

    @ModelAttribute("banners")
    List<Banner> banners(HttpServletRequest request) {
        return request.isUserInRole("ADMINISTRATOR") || request.isUserInRole("OPERATOR")
                ? banners.current()
                : List.of();
    }
}
