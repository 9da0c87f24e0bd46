package io.postern.api;

import io.postern.alerts.ExternalAlerts;
import io.postern.alerts.Severity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How other systems raise alerts. */
@Controller
class DocumentationController {

    private final CurlExample curl;
    private final ApiProperties properties;

    DocumentationController(CurlExample curl, ApiProperties properties) {
        this.curl = curl;
        this.properties = properties;
    }

    @GetMapping(ApiTokensController.PATH + "/documentation")
    String show(Model model) {
        model.addAttribute("raising", curl.raising(ApiTokens.PREFIX + "…", "backup"));
        model.addAttribute("resolving", curl.resolving(ApiTokens.PREFIX + "…", "backup"));
        model.addAttribute("complete", curl.isComplete());
        model.addAttribute("severities", Severity.values());
        model.addAttribute("longestMessage", ExternalAlerts.LONGEST_MESSAGE);
        model.addAttribute("longestComponent", ExternalAlerts.LONGEST_COMPONENT);
        model.addAttribute("longestDetail", ExternalAlerts.LONGEST_DETAIL);
        model.addAttribute("requests", properties.requestsPerToken());
        model.addAttribute("seconds", properties.window().toSeconds());
        return "api/documentation";
    }
}
