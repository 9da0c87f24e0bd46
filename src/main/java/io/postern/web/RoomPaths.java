package io.postern.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What a room says of its own paths. Each room has one such bean, which says it in its constructor. {@link PathRegistry} answers
 * from these.
 */
public abstract class RoomPaths {

    /** Who may open a page. In the order of the checks: the first with a pattern that matches decides. */
    public enum Access {
        EVERYBODY,
        ADMINISTRATORS,
        /** And administrators. */
        OPERATORS,
        /** Also paths that no pattern matches. */
        SIGNED_IN
    }

    /**
     * Addresses that answer a form of a page and show that page when they refuse it.
     *
     * @param page what such an address begins with
     */
    record FormAddresses(PathPattern page, PathPattern addresses, boolean wholeForm) {

        FormAddresses(String page, String below, boolean wholeForm) {
            this(
                    PathPatternParser.defaultInstance.parse(page),
                    PathPatternParser.defaultInstance.parse(page + below),
                    wholeForm);
        }
    }

    final Map<Access, List<PathPattern>> patterns = new EnumMap<>(Access.class);
    final Map<Access, String> homes = new EnumMap<>(Access.class);
    final Set<String> sessionless = new LinkedHashSet<>();
    final Set<String> enrolment = new LinkedHashSet<>();
    final Set<String> machines = new LinkedHashSet<>();
    final Set<String> polled = new LinkedHashSet<>();
    final Set<String> uploads = new LinkedHashSet<>();
    final Set<String> longForms = new LinkedHashSet<>();
    final Map<String, String> links = new LinkedHashMap<>();
    final List<FormAddresses> formAddresses = new ArrayList<>();
    final Map<String, String> refused = new LinkedHashMap<>();

    @Nullable
    String signIn;

    protected RoomPaths() {}

    /** These path patterns are the room's own, and open to these readers. */
    protected final void open(Access readers, String... own) {
        List<PathPattern> open = patterns.computeIfAbsent(readers, none -> new ArrayList<>());
        for (String pattern : own) {
            open.add(PathPatternParser.defaultInstance.parse(pattern));
        }
    }

    /** Open to everybody who is signed in, also to those who must add a second factor before they open anything else. */
    protected final void enrolment(String... own) {
        open(Access.SIGNED_IN, own);
        enrolment.addAll(List.of(own));
    }

    /** The page that the start page leads these readers to. */
    protected final void home(Access readers, String page) {
        homes.put(readers, page);
    }

    /** The page that asks for name and password. */
    protected final void signIn(String page) {
        signIn = page;
    }

    /** These requests get the same answer for everybody, so they use no session. */
    protected final void sessionless(String... own) {
        sessionless.addAll(List.of(own));
    }

    /** Machines read the answers below this prefix. They are JSON, also if a request fails (RFC 9457). */
    protected final void machines(String prefix) {
        machines.add(prefix);
        sessionless(prefix + "**");
    }

    /** An open page of operators requests this by itself. Such a request only reads, and it keeps no session alive. */
    protected final void polled(String path) {
        polled.add(path);
    }

    /** The page takes a file. A file is not read at any other address, nor from somebody who may not open the page. */
    protected final void upload(String page) {
        uploads.add(page);
    }

    /** The page takes a form of up to 1 MB, from somebody who may open the page. Any other form has at most 256 kB. */
    protected final void longForm(String page) {
        longForms.add(page);
    }

    /** Banners and alerts link to pages below this prefix. The message says where such a link leads. */
    protected final void link(String prefix, String messageKey) {
        links.put(prefix, messageKey);
    }

    /** All addresses below the page, a pattern, answer the page's form, and show the page when they refuse it. */
    protected final void formOf(String page) {
        formAddresses.add(new FormAddresses(page, "/**", true));
    }

    /** These addresses below the page answer forms beside the page's own, and show the page when they refuse one. */
    protected final void besideFormOf(String page, String... below) {
        for (String address : below) {
            formAddresses.add(new FormAddresses(page, address, false));
        }
    }

    /** The address shows a form that it refused. Opened again it shows another page. The fresh form is on this page. */
    protected final void refusedForm(String address, String page) {
        refused.put(address, page);
    }
}
