package io.postern.webhook.worker;

import io.postern.webhook.WebhookFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a receiver means by its refusal, as its product documents it. The first row that fits decides. */
final class ReceiverDiagnosis {

    /** How the chats refuse what is meant for another. */
    private static final String NOT_UNDERSTOOD =
            "invalid_payload|no_text|\"code\": *50\\d{3}\\b|\"id\": *\"(web|model|api)\\."
                    + "|TriggerInputSchemaMismatch|InvalidRequestContent|INVALID_ARGUMENT";

    private static final List<Rule> RULES = List.of(
            said(WebhookFormat.TEXT, "no_service|no_active_hooks|no_team|team_disabled|invalid_token", "slack-gone"),
            said(WebhookFormat.TEXT, "channel_not_found|channel_is_archived", "slack-channel"),
            said(WebhookFormat.TEXT, "action_prohibited|posting_to_general_channel_denied", "slack-forbidden"),
            said(WebhookFormat.TEXT, "invalid_payload|no_text|missing_text", "text-payload"),
            said(WebhookFormat.TEXT, "web\\.incoming_webhook\\.disabled", "mattermost-disabled"),
            said(WebhookFormat.TEXT, "web\\.incoming_webhook\\.(channel|permissions|user)", "mattermost-channel"),
            said(WebhookFormat.TEXT, "web\\.incoming_webhook\\.invalid", "mattermost-gone"),
            said(WebhookFormat.TEXT, "\"id\": *\"(web|model|api)\\.", "text-payload"),
            said(WebhookFormat.TEXT, "Invalid integration id or token", "rocketchat-gone"),
            said(WebhookFormat.TEXT, "invalid-channel|error-room-not-found", "rocketchat-channel"),
            said(WebhookFormat.DISCORD, "\"code\": *(10015|50027)\\b", "discord-gone"),
            said(WebhookFormat.DISCORD, "\"code\": *220001\\b", "discord-forum"),
            said(WebhookFormat.DISCORD, "\"code\": *(50006|50035|50109)\\b", "discord-payload"),
            said(WebhookFormat.TEAMS, "WorkflowNotFound|'Deleted'", "teams-gone"),
            said(WebhookFormat.TEAMS, "WorkflowTriggerIsNotEnabled|WorkflowDisabled", "teams-off"),
            said(WebhookFormat.TEAMS, "TriggerInputSchemaMismatch|InvalidRequestContent", "teams-payload"),
            said(WebhookFormat.TEAMS, "DirectApiAuthorizationRequired", "teams-sign-in"),
            answered(WebhookFormat.TEAMS, "401|403", "teams-address"),
            answered(WebhookFormat.TEAMS, "404|410", "teams-gone"),
            said(
                    WebhookFormat.GOOGLE_CHAT,
                    "API_KEY_INVALID|API key not valid|without a valid token",
                    "google-address"),
            answered(WebhookFormat.GOOGLE_CHAT, "401|403|404", "google-gone"),
            answered(WebhookFormat.GOOGLE_CHAT, "400", "google-payload"),
            said(null, NOT_UNDERSTOOD, "wrong-format"),
            answered(null, "429", "rate-limited"),
            answered(null, "413", "too-large"),
            answered(null, "3..", "moved"));

    private record Rule(@Nullable WebhookFormat format, Pattern status, Pattern body, String code) {

        boolean fits(WebhookFormat asked, int answered, String text) {
            return (format == null || format == asked)
                    && status.matcher(Integer.toString(answered)).matches()
                    && body.matcher(text).find();
        }
    }

    private ReceiverDiagnosis() {}

    /** A code for which there is the text {@code webhook.problem.<code>}. */
    static String problem(WebhookFormat format, int status, String body) {
        return RULES.stream()
                .filter(rule -> rule.fits(format, status, body))
                .map(Rule::code)
                .findFirst()
                .orElse("status");
    }

    private static Rule said(@Nullable WebhookFormat format, String body, String code) {
        return new Rule(format, Pattern.compile("[45].."), Pattern.compile(body), code);
    }

    private static Rule answered(@Nullable WebhookFormat format, String status, String code) {
        return new Rule(format, Pattern.compile(status), Pattern.compile(""), code);
    }
}
