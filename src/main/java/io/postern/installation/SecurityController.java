package io.postern.installation;

import io.postern.installation.SecondFactorPolicy.Requirement;
import io.postern.web.Option;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Settings &gt; Security. */
@Controller
@RequestMapping(SecurityController.PATH)
class SecurityController {

    static final String PATH = "/settings/security";

    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;
    private static final int MOST_DAYS = 90;

    private final Installation installation;
    private final FactorCensus census;
    private final RecentSignIn recentSignIn;
    private final Clock clock;

    SecurityController(Installation installation, FactorCensus census, RecentSignIn recentSignIn, Clock clock) {
        this.installation = installation;
        this.census = census;
        this.recentSignIn = recentSignIn;
        this.clock = clock;
    }

    /** The page as typed. */
    record SecurityForm(
            String minimumPasswordLength, String secondFactor, String secondFactorGraceDays, String version) {

        static SecurityForm of(StoredInstallation stored) {
            InstallationSettings settings = stored.settings();
            return new SecurityForm(
                    Integer.toString(settings.minimumPasswordLength()),
                    settings.secondFactor().requirement().code(),
                    Integer.toString(settings.secondFactor().graceDays()),
                    Long.toString(stored.version()));
        }
    }

    /** Whom a requirement would concern. */
    record Concern(Requirement requirement, FactorCensus.Figures figures) {}

    @GetMapping
    ModelAndView show(Model model) {
        SecurityForm form = RetainedForm.orElse(SecurityForm.of(installation.stored()), model);
        return page(form.version()).addObject("form", form);
    }

    @PostMapping
    ModelAndView save(@ModelAttribute("form") SecurityForm form, BindingResult errors, RedirectAttributes redirect) {
        StoredInstallation stored = installation.stored();
        InstallationSettings settings = stored.settings();
        int length = number(form.minimumPasswordLength(), SHORTEST, LONGEST, "minimumPasswordLength", "length", errors);
        int days = number(form.secondFactorGraceDays(), 0, MOST_DAYS, "secondFactorGraceDays", "grace", errors);
        Optional<Requirement> requirement = Arrays.stream(Requirement.values())
                .filter(each -> each.code().equals(form.secondFactor()))
                .findFirst();
        if (requirement.isEmpty()) {
            errors.rejectValue("secondFactor", "installation.security.second-factor.unknown");
        } else if (requirement.get() != Requirement.OPTIONAL && !census.canAdd()) {
            errors.rejectValue("secondFactor", "installation.security.second-factor.no-key");
        }
        if (!errors.hasErrors()) {
            SecondFactorPolicy policy =
                    settings.secondFactor().changedTo(requirement.orElseThrow(), days, clock.instant());
            if (!policy.equals(settings.secondFactor())) {
                recentSignIn.require(PATH);
            }
            if (installation.save(settings.withSecurity(length, policy), form.version(), stored, errors)) {
                redirect.addFlashAttribute("flash", "installation.flash.saved");
                return Redirects.to(PATH);
            }
        }
        ModelAndView page = page(Long.toString(installation.stored().version()));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static int number(String typed, int least, int most, String field, String key, BindingResult errors) {
        int number = typed.matches("[0-9]{1,3}") ? Integer.parseInt(typed) : -1;
        if (number < least || number > most) {
            errors.rejectValue(field, "installation.security." + key + ".range", new Object[] {least, most}, null);
        }
        return number;
    }

    private ModelAndView page(String version) {
        List<Concern> concerns = Arrays.stream(Requirement.values())
                .filter(requirement -> requirement != Requirement.OPTIONAL)
                .map(requirement -> new Concern(requirement, census.figures(requirement)))
                .toList();
        List<Option> requirements = Arrays.stream(Requirement.values())
                .map(requirement -> Option.ofMessage(requirement.code(), requirement.messageKey()))
                .toList();
        return new ModelAndView("installation/security", "storedVersion", version)
                .addObject("concerns", concerns)
                .addObject("requirements", requirements);
    }
}
