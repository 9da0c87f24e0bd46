package io.postern.api;

import io.postern.installation.Installation;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shell commands that raise or resolve an alert, to be tried out. */
@Component
class CurlExample {

    /** Stands in the command while there is no public address. */
    private static final String NOWHERE = "https://postern.example";

    private final Installation installation;
    private final JsonMapper json;

    CurlExample(Installation installation, JsonMapper json) {
        this.installation = installation;
        this.json = json;
    }

    String raising(String token, String component) {
        ObjectNode body = body(component);
        body.put("severity", "ERROR");
        body.put("message", "The nightly backup failed.");
        return line(token, body);
    }

    String resolving(String token, String component) {
        ObjectNode body = body(component);
        body.put("resolved", true);
        return line(token, body);
    }

    boolean isComplete() {
        return installation.link("").isPresent();
    }

    private ObjectNode body(String component) {
        ObjectNode body = json.createObjectNode();
        body.put("component", component.equals(ApiToken.ALL) ? "backup" : component);
        body.put("key", "nightly-backup");
        return body;
    }

    /** A single quote would end the quoted text of the shell, so JSON's escape stands for it. */
    private String line(String token, ObjectNode body) {
        String address = installation.link("/api/alerts").map(Object::toString).orElse(NOWHERE + "/api/alerts");
        return "curl -sS '" + address + "' -H 'Authorization: Bearer " + token
                + "' -H 'Content-Type: application/json' -d '"
                + json.writeValueAsString(body).replace("'", "\\u0027") + "'";
    }
}
