package io.postern.web.request;

import io.postern.net.VisibleText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request whose parameters are without what copying brings along at their ends. Secrets stay as they were typed. */
final class TrimmedParameters extends HttpServletRequestWrapper {

    private static final Pattern SECRET = Pattern.compile("token|(.*[sS]ecret|.*[pP]assword)(Confirmation)?");

    private final Map<String, String[]> trimmed = new LinkedHashMap<>();

    TrimmedParameters(HttpServletRequest request) {
        super(request);
        request.getParameterMap().forEach((name, values) -> trimmed.put(name, trimmed(name, values)));
    }

    private static String[] trimmed(String name, String[] values) {
        return SECRET.matcher(name).matches()
                ? values
                : Arrays.stream(values).map(VisibleText::trim).toArray(String[]::new);
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = trimmed.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return trimmed.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return trimmed;
    }
}
