package io.postern.selection;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What is done to the rows that are selected in a list. The room of the list says at which path: that of the list with {@code /selected}. */
public abstract class SelectionController {

    private final SelectionPages pages;
    private final SelectableList list;

    protected SelectionController(SelectionPages pages, SelectableList list) {
        this.pages = pages;
        this.list = list;
    }

    @PostMapping
    final ModelAndView select(HttpServletRequest request, HttpServletResponse response) {
        return pages.ask(list, request, response);
    }

    @GetMapping("/{id}")
    final ModelAndView show(@PathVariable UUID id) {
        return pages.show(list, id);
    }

    @PostMapping("/{id}")
    final ModelAndView confirm(@PathVariable UUID id) {
        return pages.confirm(list, id);
    }

    @PostMapping("/{id}/stop")
    final ModelAndView stop(@PathVariable UUID id) {
        return pages.stop(list, id);
    }

    @GetMapping("/progress")
    final ModelAndView progress(@RequestParam UUID id, HttpServletResponse response) {
        return pages.progress(list, id, response);
    }
}
