package io.postern.api;

import io.postern.alerts.ExternalAlerts;
import io.postern.net.VisibleText;
import java.util.Arrays;
import java.util.List;
import org.springframework.validation.Errors;

/**
 * A new token as typed.
 *
 * @param components separated by commas
 */
record ApiTokenForm(String name, String components) {

    private static final int LONGEST_NAME = 80;
    private static final int MOST_COMPONENTS = 50;

    /** Rejects wrong fields, and returns the stored names of the components. */
    List<String> check(Errors errors) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !VisibleText.isVisible(name)) {
            errors.rejectValue("name", "api.tokens.name.malformed", new Object[] {LONGEST_NAME}, null);
        }
        List<String> named = Arrays.stream(components.split("[,\\r\\n]", -1))
                .map(VisibleText::trim)
                .filter(each -> !each.isEmpty())
                .map(ExternalAlerts::component)
                .distinct()
                .toList();
        if (named.isEmpty()) {
            errors.rejectValue("components", "api.tokens.components.missing");
        } else if (named.size() > MOST_COMPONENTS
                || !named.stream()
                        .allMatch(each ->
                                each.length() <= ExternalAlerts.LONGEST_COMPONENT && VisibleText.isVisible(each))) {
            errors.rejectValue(
                    "components",
                    "api.tokens.components.malformed",
                    new Object[] {MOST_COMPONENTS, ExternalAlerts.LONGEST_COMPONENT},
                    null);
        }
        return named;
    }
}
