package io.postern.users.imports;

import io.postern.users.SignedInUser;
import io.postern.web.ClientAddresses;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes a file with users, shows what it would do or why it can't be read, and does it. */
@Controller
@RequestMapping("/users/import")
class ImportController {

    /** Longer files are worth a wait. */
    private static final int AT_ONCE = 500;

    private final ImportCheck check;
    private final ImportDrafts drafts;
    private final ImportRuns runs;
    private final ClientAddresses clientAddresses;
    private final RecentSignIn recentSignIn;

    ImportController(
            ImportCheck check,
            ImportDrafts drafts,
            ImportRuns runs,
            ClientAddresses clientAddresses,
            RecentSignIn recentSignIn) {
        this.check = check;
        this.drafts = drafts;
        this.runs = runs;
        this.clientAddresses = clientAddresses;
        this.recentSignIn = recentSignIn;
    }

    /** A browser never shows a file again. */
    record UploadForm(String file) {}

    /** Whether those who are added are told. */
    record ImportForm(boolean invite) {}

    @GetMapping
    ModelAndView choose(Model model) {
        model.addAttribute("form", new UploadForm(""));
        model.addAttribute("most", UserFile.MOST);
        return new ModelAndView("users/import-upload");
    }

    @PostMapping
    ModelAndView upload(
            @AuthenticationPrincipal SignedInUser me,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        try {
            UserFile read = UserFile.decode(file == null ? new byte[0] : file.getBytes());
            CheckedFile checked = check.check(read, locale);
            UUID id = drafts.keep(me.id(), read);
            if (checked.wrongCount() == 0) {
                return Redirects.to("/users/import/" + id);
            }
            model.addAttribute("form", new ImportForm(false));
            return refused(id, checked, model, response);
        } catch (UserFile.Unreadable problem) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            ModelAndView page = choose(model);
            BindingResult errors = new BeanPropertyBindingResult(model.getAttribute("form"), "form");
            errors.rejectValue("file", problem.messageKey(), problem.arguments(), null);
            model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
            return page;
        }
    }

    @GetMapping("/{id}")
    ModelAndView preview(
            @PathVariable UUID id,
            @AuthenticationPrincipal SignedInUser me,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        Optional<ImportRuns.Run> run = runs.find(id, me.id());
        if (run.isPresent()) {
            return new ModelAndView("users/import-run", "run", run.get());
        }
        Optional<CheckedFile> checked = checked(id, me, locale);
        if (checked.isEmpty()) {
            return gone(response);
        }
        model.addAttribute("form", RetainedForm.orElse(new ImportForm(false), model));
        return page(id, checked.get(), model);
    }

    /** @param leaveOut how many wrong lines the preview showed, and are left out */
    @PostMapping("/{id}")
    ModelAndView add(
            @PathVariable UUID id,
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("form") ImportForm form,
            @RequestParam(defaultValue = "0") int leaveOut,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (runs.find(id, me.id()).isPresent()) {
            return Redirects.to("/users/import/" + id);
        }
        recentSignIn.require("/users/import/" + id);
        Optional<CheckedFile> checked = checked(id, me, locale);
        try {
            // Lines that went wrong since the preview are shown before they are left out.
            if (checked.isPresent()
                    && (checked.get().wrongCount() != leaveOut || checked.get().count() == 0)) {
                return refused(id, checked.get(), model, response);
            }
            if (checked.isPresent() && checked.get().count() > AT_ONCE) {
                runs.start(new ImportRuns.Run(
                        id,
                        me.id(),
                        clientAddresses.of(request),
                        form.invite(),
                        leaveOut,
                        checked.get().count(),
                        0,
                        ImportRuns.State.RUNNING));
                return Redirects.to("/users/import/" + id);
            }
            if (checked.isEmpty() || !drafts.add(id, me.id(), checked.get(), form.invite(), added -> {})) {
                return gone(response);
            }
        } catch (DuplicateKeyException takenSince) {
            checked = checked(id, me, locale);
            return checked.isPresent() ? refused(id, checked.get(), model, response) : gone(response);
        }
        redirect.addFlashAttribute(
                "flash", leaveOut == 0 ? "users.imports.flash.added" : "users.imports.flash.added-rest");
        redirect.addFlashAttribute("flashArgs", new Object[] {checked.get().count(), leaveOut});
        return Redirects.to("/users");
    }

    /** How far it is, for a page that stays open; at the end, the page is to be shown again. */
    @GetMapping("/progress")
    ModelAndView progress(
            @RequestParam UUID id, @AuthenticationPrincipal SignedInUser me, HttpServletResponse response) {
        Optional<ImportRuns.Run> run = runs.find(id, me.id());
        if (run.isEmpty() || run.get().state() != ImportRuns.State.RUNNING) {
            response.setHeader("HX-Refresh", "true");
        }
        return run.map(found -> new ModelAndView("users/import-run :: now", "run", found))
                .orElseGet(() -> new ModelAndView("users/import-gone"));
    }

    @PostMapping("/{id}/cancel")
    ModelAndView cancel(@PathVariable UUID id, @AuthenticationPrincipal SignedInUser me) {
        drafts.remove(id, me.id());
        return Redirects.to("/users");
    }

    private Optional<CheckedFile> checked(UUID id, SignedInUser me, Locale locale) {
        return drafts.file(id, me.id()).map(file -> check.check(file, locale));
    }

    /** For the second of two clicks, and for somebody who comes back to the page. */
    private static ModelAndView gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return new ModelAndView("users/import-gone");
    }

    private static ModelAndView refused(UUID id, CheckedFile checked, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(id, checked, model);
    }

    private static ModelAndView page(UUID id, CheckedFile checked, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("checked", checked);
        return new ModelAndView("users/import-preview");
    }
}
