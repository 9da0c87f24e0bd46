package io.postern.users.imports;

import io.postern.users.SignedInUser;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** Shows what a file would do, and does it. */
@Controller
@RequestMapping("/users/import/{id}")
class ImportPreviewController {

    private final ImportCheck check;
    private final ImportDrafts drafts;
    private final ImportService imports;
    private final RecentSignIn recentSignIn;

    ImportPreviewController(ImportCheck check, ImportDrafts drafts, ImportService imports, RecentSignIn recentSignIn) {
        this.check = check;
        this.drafts = drafts;
        this.imports = imports;
        this.recentSignIn = recentSignIn;
    }

    /** Whether those who are added are told. */
    record ImportForm(boolean invite) {}

    @GetMapping
    String show(
            @PathVariable UUID id,
            @AuthenticationPrincipal SignedInUser me,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        Optional<CheckedFile> checked = checked(id, me, locale);
        if (checked.isEmpty()) {
            return draftMissing(response);
        }
        model.addAttribute("form", RetainedForm.orElse(new ImportForm(false), model));
        return page(id, checked.get(), model);
    }

    /** @param leaveOut how many wrong lines the preview showed, and are left out */
    @PostMapping
    Object add(
            @PathVariable UUID id,
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("form") ImportForm form,
            @RequestParam(defaultValue = "0") int leaveOut,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        recentSignIn.require("/users/import/" + id);
        Optional<CheckedFile> checked = checked(id, me, locale);
        if (checked.isPresent() && !mayBeAdded(checked.get(), leaveOut)) {
            return refused(id, checked.get(), model, response);
        }
        try {
            if (checked.isEmpty() || !imports.add(id, me.id(), checked.get(), form.invite())) {
                return draftMissing(response);
            }
        } catch (DuplicateKeyException takenSince) {
            return checked(id, me, locale)
                    .map(checkedAgain -> refused(id, checkedAgain, model, response))
                    .orElseGet(() -> draftMissing(response));
        }
        redirect.addFlashAttribute(
                "flash", leaveOut == 0 ? "users.imports.flash.added" : "users.imports.flash.added-rest");
        redirect.addFlashAttribute("flashArgs", new Object[] {checked.get().count(), leaveOut});
        return Redirects.to("/users");
    }

    @PostMapping("/cancel")
    RedirectView cancel(@PathVariable UUID id, @AuthenticationPrincipal SignedInUser me) {
        drafts.remove(id, me.id());
        return Redirects.to("/users");
    }

    /** Empty when the file was imported or discarded, or is somebody else's. */
    private Optional<CheckedFile> checked(UUID id, SignedInUser me, Locale locale) {
        return drafts.file(id, me.id()).map(file -> check.check(file, locale));
    }

    /** Lines that went wrong since the preview are shown before they are left out. */
    private static boolean mayBeAdded(CheckedFile checked, int leaveOut) {
        return checked.wrongCount() == leaveOut && checked.count() > 0;
    }

    /** For the second of two clicks, and whoever comes back to the page. */
    private static String draftMissing(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "users/import-gone";
    }

    static String refused(UUID id, CheckedFile checked, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(id, checked, model);
    }

    private static String page(UUID id, CheckedFile checked, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("checked", checked);
        return "users/import-preview";
    }
}
