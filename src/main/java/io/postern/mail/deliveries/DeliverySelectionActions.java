package io.postern.mail.deliveries;

import io.postern.mail.MailKind;
import io.postern.mail.MailPaths;
import io.postern.selection.SelectionAction;
import io.postern.web.NotFound;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What can be done to selected mails. */
@Configuration(proxyBeanMethods = false)
class DeliverySelectionActions {

    @Bean
    @Order(11)
    static SelectionAction retryMails(Deliveries deliveries, QueueCommands commands) {
        return SelectionAction.plain(
                MailPaths.DELIVERIES,
                "retry",
                """
                case when state = 'QUEUED' then null when state = 'SENDING' then 'sending' when state = 'SENT' then 'sent'
                    when user_id is null then 'unknown-user' end
                """,
                (row, none) -> commands.retry(entry(deliveries, row), MailKind.Priority.BULK) ? null : "too-late");
    }

    @Bean
    @Order(12)
    static SelectionAction cancelMails(Deliveries deliveries, QueueCommands commands) {
        return SelectionAction.plain(
                MailPaths.DELIVERIES,
                "cancel",
                "case when state = 'SENDING' then 'sending' when state <> 'QUEUED' then 'ended' end",
                (row, none) -> commands.cancel(entry(deliveries, row)) ? null : "too-late");
    }

    private static Deliveries.Entry entry(Deliveries deliveries, String row) {
        return deliveries.find(Long.parseLong(row)).orElseThrow(NotFound::new);
    }
}
