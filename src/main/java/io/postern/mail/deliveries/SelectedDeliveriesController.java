package io.postern.mail.deliveries;

import io.postern.database.RowId;
import io.postern.mail.MailPaths;
import io.postern.selection.SelectableList;
import io.postern.selection.SelectionPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What is done to the mails that are selected in the list. */
@Controller
@RequestMapping("/deliveries/selected")
class SelectedDeliveriesController {

    private final SelectionPages pages;
    private final SelectableList list;

    SelectedDeliveriesController(SelectionPages pages, Deliveries deliveries) {
        this.pages = pages;
        this.list = new SelectableList(
                deliveries,
                MailPaths.DELIVERIES,
                "delivery",
                "concat('#', id, case when username is null then '' else concat(' ', username) end)",
                "mail.deliveries.selected.",
                RowId::parse,
                "id <= :shown",
                RowId::parse);
    }

    @PostMapping
    ModelAndView select(HttpServletRequest request, HttpServletResponse response) {
        return pages.ask(list, "", request, response);
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id) {
        return pages.show(list, id);
    }

    @PostMapping("/{id}")
    ModelAndView confirm(@PathVariable UUID id) {
        return pages.confirm(list, id);
    }

    @GetMapping("/progress")
    ModelAndView progress(@RequestParam UUID id, HttpServletResponse response) {
        return pages.progress(list, id, response);
    }
}
