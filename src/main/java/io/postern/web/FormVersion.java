package io.postern.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The version in a form's hidden field. A form is refused if somebody else saved since its page was opened. It is not refused if
 * only its sender did, in another tab or before going back to the page.
 */
public final class FormVersion {

    private static final String OWN = FormVersion.class.getName() + ":";

    private FormVersion() {}

    /** Null if a script sends none. A text that is not a number gives a version that never was. */
    public static @Nullable Long parse(String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(typed);
        } catch (NumberFormatException none) {
            return -1L;
        }
    }

    /**
     * The version that the sender knows. This is the stored one if only the sender saved since the version in the form. Otherwise
     * it is the version in the form.
     *
     * @param what was saved, by any of its pages
     */
    public static String known(String what, String named, String stored) {
        List<String> own = own(what);
        boolean mine = own.contains(named) && own.get(own.size() - 1).equals(stored);
        return mine ? stored : named;
    }

    /**
     * Remembers for the rest of the session that its reader saved.
     *
     * @param after the version that is stored now, which may be a later one than the save made
     */
    public static void saved(String what, String before, String after) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null || before.equals(after)) {
            return;
        }
        List<String> own = own(what);
        boolean goesOn = !own.isEmpty() && own.get(own.size() - 1).equals(before);
        List<String> chain = new ArrayList<>(goesOn ? own : List.of(before));
        if (isNext(before, after)) {
            chain.add(after);
        }
        request.setAttribute(OWN + what, chain, RequestAttributes.SCOPE_SESSION);
    }

    @SuppressWarnings("unchecked")
    private static List<String> own(String what) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null
                        && request.getAttribute(OWN + what, RequestAttributes.SCOPE_SESSION) instanceof List<?> chain
                ? (List<String>) chain
                : List.of();
    }

    /** Whether nobody else can have saved in between. A version may have parts. */
    private static boolean isNext(String before, String after) {
        String[] old = before.split("-", -1);
        String[] parts = after.split("-", -1);
        boolean next = old.length == parts.length;
        for (int part = 0; next && part < parts.length; part++) {
            next = Long.parseLong(parts[part]) - Long.parseLong(old[part]) <= 1;
        }
        return next;
    }
}
