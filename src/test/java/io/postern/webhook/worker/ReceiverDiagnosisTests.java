package io.postern.webhook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.webhook.WebhookFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as the products give them, and what is made of them. */
class ReceiverDiagnosisTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEXT|400|invalid_payload|text-payload",
                "TEXT|404|no_service|slack-gone",
                "TEXT|403|invalid_token|slack-gone",
                "TEXT|404|channel_not_found|slack-channel",
                "TEXT|410|channel_is_archived|slack-channel",
                "TEXT|403|action_prohibited|slack-forbidden",
                "TEXT|501|{\"id\":\"web.incoming_webhook.disabled.app_error\",\"status_code\":501}|mattermost-disabled",
                "TEXT|404|{\"id\":\"web.incoming_webhook.channel.app_error\",\"status_code\":404}|mattermost-channel",
                "TEXT|400|{\"id\":\"model.post.is_valid.type.app_error\",\"message\":\"Invalid type.\"}|text-payload",
                "TEXT|400|{\"success\":false,\"error\":\"invalid-channel\"}|rocketchat-channel",
                "TEXT|400|{\"message\": \"Cannot send an empty message\", \"code\": 50006}|wrong-format",
                "DISCORD|401|{\"message\": \"Invalid Webhook Token\", \"code\": 50027}|discord-gone",
                "DISCORD|400|{\"message\": \"Webhooks posted to forum channels must have a thread_name\", \"code\": 220001}|discord-forum",
                "DISCORD|400|{\"message\": \"Invalid Form Body\", \"code\": 50035}|discord-payload",
                "DISCORD|429|{\"message\": \"You are being rate limited.\", \"retry_after\": 0.65, \"global\": false}|rate-limited",
                "TEAMS|400|{\"error\":{\"code\":\"WorkflowTriggerIsNotEnabled\",\"message\":\"... state 'Disabled' ...\"}}|teams-off",
                "TEAMS|404|{\"error\":{\"code\":\"WorkflowNotFound\"}}|teams-gone",
                "TEAMS|401|{\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}}|teams-sign-in",
                "TEAMS|401|{\"error\":{\"code\":\"AuthorizationFailed\"}}|teams-address",
                "TEAMS|400|{\"error\":{\"code\":\"TriggerInputSchemaMismatch\"}}|teams-payload",
                "TEAMS|413|''|too-large",
                "GOOGLE_CHAT|400|{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API key.\"}}|google-address",
                "GOOGLE_CHAT|403|{\"error\":{\"message\":\"The API is called without a valid token.\"}}|google-address",
                "GOOGLE_CHAT|400|{\"error\":{\"status\":\"INVALID_ARGUMENT\"}}|google-payload",
                "GOOGLE_CHAT|429|{\"error\":{\"status\":\"RESOURCE_EXHAUSTED\"}}|rate-limited",
                "STANDARD|302|''|moved",
                "STANDARD|401|''|status",
                "STANDARD|400|{\"error\":{\"code\":\"TriggerInputSchemaMismatch\"}}|wrong-format",
                "TEXT|500|rollup_error|status"
            })
    void anAnswerIsUnderstood(WebhookFormat format, int status, String body, String problem) {
        assertThat(ReceiverDiagnosis.problem(format, status, body)).isEqualTo(problem);
    }
}
