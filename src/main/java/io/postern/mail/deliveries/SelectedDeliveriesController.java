package io.postern.mail.deliveries;

import io.postern.database.RowId;
import io.postern.mail.MailPaths;
import io.postern.selection.SelectableList;
import io.postern.selection.SelectionController;
import io.postern.selection.SelectionPages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is done to the mails that are selected in the list. */
@Controller
@RequestMapping("/deliveries/selected")
class SelectedDeliveriesController extends SelectionController {

    SelectedDeliveriesController(SelectionPages pages, Deliveries deliveries) {
        super(
                pages,
                new SelectableList(
                        deliveries,
                        MailPaths.DELIVERIES,
                        "delivery",
                        "concat('#', id, case when username is null then '' else concat(' ', username) end)",
                        "mail.deliveries.selected.",
                        "",
                        RowId::parse,
                        "id <= :shown",
                        RowId::parse));
    }
}
