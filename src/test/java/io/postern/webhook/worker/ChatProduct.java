package io.postern.webhook.worker;

import io.postern.webhook.WebhookFormat;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What chats take and what they answer, by the rules that they publish. A path that ends in {@code /gone} is a webhook that was deleted. */
enum ChatProduct {
    SLACK(WebhookFormat.TEXT, "slack-gone") {
        @Override
        Answer judge(String path, JsonNode body, int bytes) {
            if (path.endsWith("/gone")) {
                return new Answer(404, "no_service");
            }
            if (!body.path("text").isString()) {
                return new Answer(400, "no_text");
            }
            return text(body).length() > 40_000 ? new Answer(400, "msg_too_long") : new Answer(200, "ok");
        }
    },
    MATTERMOST(WebhookFormat.TEXT, "mattermost-gone") {
        @Override
        Answer judge(String path, JsonNode body, int bytes) {
            if (path.endsWith("/gone")) {
                return refused("web.incoming_webhook.invalid.app_error", "Invalid webhook.");
            }
            if (text(body).isEmpty()) {
                return refused("web.incoming_webhook.text.app_error", "No text specified");
            }
            if (!body.path("type").isMissingNode()
                    && !body.path("type").asString().startsWith("custom_")) {
                return refused("model.post.is_valid.type.app_error", "Invalid type.");
            }
            return new Answer(200, "ok");
        }

        private Answer refused(String id, String message) {
            return new Answer(
                    400,
                    "{\"id\":\"" + id + "\",\"message\":\"" + message
                            + "\",\"detailed_error\":\"\",\"request_id\":\"x\",\"status_code\":400}");
        }
    },
    ROCKET_CHAT(WebhookFormat.TEXT, "rocketchat-gone") {
        @Override
        Answer judge(String path, JsonNode body, int bytes) {
            if (path.endsWith("/gone")) {
                return new Answer(404, "{\"success\":false,\"error\":\"Invalid integration id or token provided.\"}");
            }
            return text(body).isEmpty() || text(body).length() > 5000
                    ? new Answer(400, "{\"success\":false,\"error\":\"error-message-size-exceeded\"}")
                    : new Answer(200, "{\"success\":true}");
        }
    },
    DISCORD(WebhookFormat.DISCORD, "discord-gone") {
        @Override
        Answer judge(String path, JsonNode body, int bytes) {
            if (path.endsWith("/gone")) {
                return new Answer(404, "{\"message\": \"Unknown Webhook\", \"code\": 10015}");
            }
            String content = body.path("content").asString("");
            if (content.isEmpty()) {
                return new Answer(400, "{\"message\": \"Cannot send an empty message\", \"code\": 50006}");
            }
            // Without it, whoever the text names is called.
            boolean calls = !body.at("/allowed_mentions/parse").isArray()
                    || !body.at("/allowed_mentions/parse").isEmpty();
            return content.length() > 2000 || calls
                    ? new Answer(400, "{\"message\": \"Invalid Form Body\", \"code\": 50035, \"errors\": {}}")
                    : new Answer(204, "");
        }
    },
    TEAMS(WebhookFormat.TEAMS, "teams-gone") {
        @Override
        Answer judge(String path, JsonNode body, int bytes) {
            if (path.endsWith("/gone")) {
                return error(
                        400, "WorkflowTriggerIsNotEnabled", "... trigger 'manual' of workflow 'x' in state 'Deleted'");
            }
            JsonNode attachment = body.at("/attachments/0");
            JsonNode card = attachment.path("content");
            boolean fits = body.path("type").asString("").equals("message")
                    && attachment.path("contentType").asString("").equals("application/vnd.microsoft.card.adaptive")
                    && attachment.path("contentUrl").isNull()
                    && card.path("type").asString("").equals("AdaptiveCard")
                    && Set.of("1.2", "1.3", "1.4").contains(card.path("version").asString(""))
                    && card.at("/body/0/type").asString("").equals("TextBlock");
            if (!fits) {
                return error(
                        400,
                        "TriggerInputSchemaMismatch",
                        "The input body for trigger 'manual' of type 'Request' did not match its schema definition.");
            }
            return bytes > 28 * 1024 ? error(413, "RequestEntityTooLarge", "too large") : new Answer(202, "");
        }

        private Answer error(int status, String code, String message) {
            return new Answer(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
        }
    },
    GOOGLE_CHAT(WebhookFormat.GOOGLE_CHAT, "google-gone") {
        @Override
        Answer judge(String path, JsonNode body, int bytes) {
            if (path.endsWith("/gone")) {
                return error(404, "NOT_FOUND", "Requested entity was not found.");
            }
            for (String field : body.propertyNames()) {
                if (!Set.of("text", "cardsV2", "thread").contains(field)) {
                    return error(
                            400,
                            "INVALID_ARGUMENT",
                            "Invalid JSON payload received. Unknown name \\\"" + field + "\\\": Cannot find field.");
                }
            }
            return text(body).isEmpty() || text(body).length() > 4096 || bytes > 32_000
                    ? error(400, "INVALID_ARGUMENT", "Message cannot be empty or too long.")
                    : new Answer(200, "{\"name\":\"spaces/A/messages/B\"}");
        }

        private Answer error(int status, String code, String message) {
            return new Answer(
                    status,
                    "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"status\":\"" + code
                            + "\"}}");
        }
    };

    final WebhookFormat format;

    /** What a deleted webhook is diagnosed as. */
    final String gone;

    ChatProduct(WebhookFormat format, String gone) {
        this.format = format;
        this.gone = gone;
    }

    /** The status and body of an answer. */
    record Answer(int status, String body) {}

    abstract Answer judge(String path, JsonNode body, int bytes);

    private static String text(JsonNode body) {
        return body.path("text").asString("");
    }
}
