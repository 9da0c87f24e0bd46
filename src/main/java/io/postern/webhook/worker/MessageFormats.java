package io.postern.webhook.worker;

import io.postern.webhook.PlainText;
import io.postern.webhook.WebhookFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts a call into the format of its receiver. */
@Component
class MessageFormats {

    private static final int LONGEST_FOR_DISCORD = 2000;

    /** Google Chat, Mattermost and Rocket.Chat take more, and a card of Teams stays below its 28 kB in any script. */
    private static final int LONGEST = 4000;

    /** The flag by which Discord shows no preview of a link. */
    private static final int SUPPRESS_EMBEDS = 4;

    private final JsonMapper json;

    MessageFormats(JsonMapper json) {
        this.json = json;
    }

    /** @param standard the call in the format STANDARD */
    String body(WebhookFormat format, String standard) {
        if (format == WebhookFormat.STANDARD) {
            return standard;
        }
        JsonNode told = json.readTree(standard);
        ObjectNode body = json.createObjectNode();
        switch (format) {
            case DISCORD -> {
                body.put("content", lines(told, LONGEST_FOR_DISCORD));
                body.putObject("allowed_mentions").putArray("parse");
                body.put("flags", SUPPRESS_EMBEDS);
            }
            case TEAMS -> card(told, body);
            default -> body.put("text", lines(told, LONGEST));
        }
        return json.writeValueAsString(body);
    }

    /** Text, detail and link. If it is too long, text and detail are cut, never the link. */
    private static String lines(JsonNode told, int longest) {
        String link = text(told, "/data/link");
        String end = link.isEmpty() ? "" : "\n" + link;
        String detail = detail(told);
        String begin = text(told, "/text") + (detail.isEmpty() ? "" : "\n" + detail);
        return cut(begin, longest - end.length()) + end;
    }

    /** Teams refuses an attachment without {@code contentUrl}, and does not show a card of a later version. */
    private static void card(JsonNode told, ObjectNode body) {
        body.put("type", "message");
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.putNull("contentUrl");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.putArray("body");
        block(card, text(told, "/text")).put("weight", "Bolder");
        String detail = detail(told);
        if (!detail.isEmpty()) {
            block(card, detail.replace("\n", "\n\n"));
        }
        String link = text(told, "/data/link");
        if (!link.isEmpty()) {
            ObjectNode open = card.putArray("actions").addObject();
            open.put("type", "Action.OpenUrl");
            open.put("title", text(told, "/data/installation"));
            open.put("url", link);
        }
    }

    private static ObjectNode block(ObjectNode card, String text) {
        ObjectNode block = card.withArray("/body").addObject();
        block.put("type", "TextBlock");
        block.put("text", cut(text, LONGEST));
        return block.put("wrap", true);
    }

    private static String detail(JsonNode told) {
        return PlainText.of(text(told, "/data/detail"));
    }

    private static String text(JsonNode told, String field) {
        JsonNode node = told.at(field);
        return node.isString() ? node.stringValue() : "";
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean between = Character.isHighSurrogate(text.charAt(longest - 2));
        return text.substring(0, between ? longest - 2 : longest - 1) + "…";
    }
}
