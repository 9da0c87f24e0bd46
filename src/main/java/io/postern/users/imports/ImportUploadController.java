package io.postern.users.imports;

import io.postern.users.SignedInUser;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Takes a file with users and shows a preview, or why it can't be read. */
@Controller
class ImportUploadController {

    private static final String PAGE = "users/import-upload";

    private final ImportCheck check;
    private final ImportDrafts drafts;

    ImportUploadController(ImportCheck check, ImportDrafts drafts) {
        this.check = check;
        this.drafts = drafts;
    }

    /** A browser never shows a file again. */
    record UploadForm(String file) {}

    @GetMapping("/users/import")
    String show(Model model) {
        model.addAttribute("form", new UploadForm(""));
        model.addAttribute("most", UserFile.MOST);
        return PAGE;
    }

    @PostMapping("/users/import")
    Object upload(
            @AuthenticationPrincipal SignedInUser me,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        if (file == null || file.isEmpty()) {
            return refused(FileProblem.of("users.imports.file.missing"), model, response);
        }
        Optional<UserFile> text = UserFile.decode(file.getBytes());
        if (text.isEmpty()) {
            return refused(FileProblem.of("users.imports.file.encoding"), model, response);
        }
        CheckedFile checked = check.check(text.get(), locale);
        FileProblem problem = checked.problem();
        if (problem != null) {
            return refused(problem, model, response);
        }
        UUID id = drafts.keep(me.id(), text.get());
        if (checked.wrongCount() == 0) {
            return Redirects.to("/users/import/" + id);
        }
        model.addAttribute("form", new ImportPreviewController.ImportForm(false));
        return ImportPreviewController.refused(id, checked, model, response);
    }

    private String refused(FileProblem problem, Model model, HttpServletResponse response) {
        show(model);
        BindingResult errors = new BeanPropertyBindingResult(model.getAttribute("form"), "form");
        errors.rejectValue("file", problem.messageKey(), problem.arguments().toArray(), null);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return PAGE;
    }
}
