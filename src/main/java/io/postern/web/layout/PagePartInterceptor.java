package io.postern.web.layout;

import io.postern.web.PagePart;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Asks the rooms for their parts. Model attributes of an advice would be asked for at each request, not only for pages. */
@Component
class PagePartInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    private final ObjectProvider<PagePart> parts;

    PagePartInterceptor(ObjectProvider<PagePart> parts) {
        this.parts = parts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (handler instanceof HandlerMethod && page != null && page.isReference()) {
            parts.forEach(part -> part.addTo(page, request));
        }
    }
}
