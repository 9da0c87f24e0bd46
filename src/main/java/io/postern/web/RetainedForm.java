package io.postern.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.ui.Model;
import org.springframework.validation.DataBinder;
import org.springframework.web.bind.WebDataBinder;

/**
 * What was typed into a form whose sender has to sign in again, or to confirm the password. Secrets are not retained and have to
 * be typed again.
 *
 * @param page the path that shows the form
 * @param fields by name, as typed
 */
public record RetainedForm(String page, Map<String, String> fields) implements Serializable {

    /** A cookie that is not ours may lack either. */
    public RetainedForm(@Nullable String page, @Nullable Map<String, String> fields) {
        this.page = page == null ? "" : page;
        this.fields = fields == null ? Map.of() : fields;
    }

    /** The flash attribute in which it reaches its page, once. */
    public static final String ATTRIBUTE = "retainedForm";

    /** The request attribute by which the error page knows the page that shows a refused form again. */
    public static final String PAGE = "io.postern.web.retainedFormPage";

    /** The request attribute with the key of what the error page advises where a form was refused for its token. */
    public static final String ADVICE = "io.postern.web.formAdvice";

    private static final long serialVersionUID = 1L;

    private static final Pattern SECRET = Pattern.compile("^_|password|secret|token|credential|key|^url$");
    /** Where a secret is used, and until when. */
    private static final Pattern NO_SECRET = Pattern.compile(".*(Endpoint|Expires)");
    /** Check boxes about secrets. */
    private static final Pattern BOX = Pattern.compile("(allow|remove|use)\\p{Upper}.*");

    /** The fields of the request at hand. */
    public static RetainedForm of(HttpServletRequest request, String page) {
        LinkedHashMap<String, String> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!isSecret(name, values[0])) {
                fields.put(name, values[0]);
            }
        });
        return new RetainedForm(page, fields);
    }

    /**
     * The form that the page shows: what was typed before, or the fresh form if there is none or it can't be read.
     *
     * @param fresh a record of texts and booleans
     */
    public static <T extends Record> T orElse(T fresh, Model model) {
        if (!(model.getAttribute(ATTRIBUTE) instanceof RetainedForm retained)) {
            return fresh;
        }
        WebDataBinder binder = new WebDataBinder(null, "form");
        binder.setTargetType(ResolvableType.forClass(fresh.getClass()));
        binder.setDeclarativeBinding(true);
        binder.construct(retained.new Fields());
        @SuppressWarnings("unchecked")
        @Nullable
        T typed = (T) binder.getTarget();
        return typed == null ? fresh : typed;
    }

    /** The fields by name, for a form that is not a record. Empty if the page is fresh. */
    public static Map<String, String> typed(Model model) {
        return model.getAttribute(ATTRIBUTE) instanceof RetainedForm retained ? retained.fields() : Map.of();
    }

    private static boolean isSecret(String name, String value) {
        boolean named = SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()
                && !NO_SECRET.matcher(name).matches();
        return named && !(BOX.matcher(name).matches() && (value.equals("true") || value.equals("on")));
    }

    private final class Fields implements DataBinder.ValueResolver {

        /** A box that was not ticked is not among the fields, nor is a secret. */
        @Override
        public @Nullable Object resolveValue(String name, Class<?> type) {
            String typed = type == String.class ? fields.getOrDefault(name, "") : fields.get(name);
            return type == boolean.class ? "true".equals(typed) : typed;
        }

        @Override
        public Set<String> getNames() {
            return fields.keySet();
        }
    }
}
