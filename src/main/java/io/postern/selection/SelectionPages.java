package io.postern.selection;

import io.postern.database.Conditions;
import io.postern.selection.Selection.Report;
import io.postern.selection.Selection.State;
import io.postern.web.ClientAddresses;
import io.postern.web.NotFound;
import io.postern.web.Reader;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The pages of a selection: what would be done, how far it is, what was done. A room that has such a list answers with these at
 * {@code …/selected}, {@code …/selected/{id}} and {@code …/selected/progress}.
 */
@Component
public class SelectionPages {

    private static final int MOST_TICKED = 1000;

    private final SelectionRepository selections;
    private final SelectionRunner runner;
    private final ClientAddresses clientAddresses;
    private final RecentSignIn recentSignIn;

    SelectionPages(
            SelectionRepository selections,
            SelectionRunner runner,
            ClientAddresses clientAddresses,
            RecentSignIn recentSignIn) {
        this.selections = selections;
        this.runner = runner;
        this.clientAddresses = clientAddresses;
        this.recentSignIn = recentSignIn;
    }

    /**
     * What a page with a list shows of its selections.
     *
     * @param actions the names of what can be done to rows
     * @param running those that go on in the background
     */
    public record Bar(List<String> actions, List<Running> running) {}

    /** One that goes on in the background. */
    public record Running(UUID id, String action, int total) {}

    public Bar bar(String list) {
        return new Bar(runner.actions(list), selections.running(list));
    }

    /**
     * Notes the rows that a form selects and leads to the page that says what would be done. The form has {@code ids}, or {@code all} with
     * the list's query: its fields, or in {@code query} its address, which no other field can contradict.
     */
    ModelAndView ask(SelectableList list, HttpServletRequest request, HttpServletResponse response) {
        Map<String, String> typed = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> typed.put(name, values[0]));
        String name = typed.getOrDefault("action", "");
        SelectionAction action = runner.action(list.path(), name).orElse(null);
        String value = action == null || action.argument().test("") ? "" : typed.getOrDefault(list.argument(), "");
        if (action == null || !action.argument().test(value)) {
            return refused(list, action == null ? "action" : list.argument(), response);
        }
        boolean all = "true".equals(typed.get("all"));
        if (all && !value.isEmpty()) {
            typed.remove(list.argument());
        }
        Conditions which = all ? matching(list, typed) : ticked(list, request.getParameterValues("ids"));
        Reader me = Reader.signedIn().orElseThrow(NotFound::new);
        Selection asked = new Selection(
                UUID.randomUUID(),
                list.path(),
                name,
                value,
                me.id(),
                Objects.requireNonNullElse(clientAddresses.of(request), ""),
                State.ASKED,
                0);
        Selection selection = which == null ? asked : selections.ask(list, action, asked, which);
        return selection.total() == 0 ? refused(list, "ids", response) : Redirects.to(address(list, selection.id()));
    }

    /** All that match the list's query, but who came since it was shown. */
    private static Conditions matching(SelectableList list, Map<String, String> typed) {
        @Nullable String query = typed.get("query");
        Conditions which =
                list.rows().conditions(list.rows().query(query == null ? typed : parsed(query)), new Conditions());
        which.and("id is not null");
        Object shown = list.shown().apply(typed.getOrDefault("shown", ""));
        return shown == null ? which : which.and(list.cameBefore(), "shown", shown);
    }

    private static @Nullable Conditions ticked(SelectableList list, String @Nullable [] ids) {
        List<Object> keys = ids == null
                ? List.of()
                : List.of(ids).stream()
                        .limit(MOST_TICKED)
                        .flatMap(id -> Optional.ofNullable(list.key().apply(id)).stream())
                        .toList();
        return keys.isEmpty() ? null : new Conditions().and("id in (:ids)", "ids", keys);
    }

    private static Map<String, String> parsed(String query) {
        try {
            Map<String, String> fields = new HashMap<>();
            UriComponentsBuilder.fromUriString(query)
                    .build()
                    .getQueryParams()
                    .toSingleValueMap()
                    .forEach((name, value) ->
                            fields.put(name, value == null ? "" : UriUtils.decode(value, StandardCharsets.UTF_8)));
            return fields;
        } catch (IllegalArgumentException malformed) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "no query of a list", malformed);
        }
    }

    private static ModelAndView refused(SelectableList list, String field, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return new ModelAndView("selection/nothing", Map.of("list", list, "field", field));
    }

    /** What would be done, how far it is, or what was done. */
    ModelAndView show(SelectableList list, UUID id) {
        Selection selection = existing(list, id);
        boolean running = selection.state() == State.RUNNING;
        return page("selection/show", list, selection)
                .addObject("report", running ? Report.NONE : selections.report(selection.id()));
    }

    /** How far it is, for a page that stays open; once nothing is left, the page is to be shown again. */
    ModelAndView progress(SelectableList list, UUID id, HttpServletResponse response) {
        Selection selection = existing(list, id);
        if (selection.state() != State.RUNNING) {
            response.setHeader("HX-Refresh", "true");
        }
        return page("selection/show :: now", list, selection);
    }

    /** Does what the page said. Pressed twice, it is done once. */
    ModelAndView confirm(SelectableList list, UUID id) {
        Selection selection = existing(list, id);
        boolean sensitive = runner.action(list.path(), selection.action())
                .filter(SelectionAction::sensitive)
                .isPresent();
        if (sensitive && selection.state() == State.ASKED) {
            recentSignIn.require(address(list, id));
        }
        if (selections.start(id) && !selection.isForBackground()) {
            runner.run(selection);
        }
        return Redirects.to(address(list, id));
    }

    /** Ends what runs. What was done stays done, and the rest is left out. */
    ModelAndView stop(SelectableList list, UUID id) {
        Selection selection = existing(list, id);
        selections.stop(
                list, selection, Reader.signedIn().orElseThrow(NotFound::new).displayName());
        return Redirects.to(address(list, id));
    }

    private ModelAndView page(String view, SelectableList list, Selection selection) {
        return new ModelAndView(view)
                .addObject("list", list)
                .addObject("selection", selection)
                .addObject("progress", selections.progress(selection.id()));
    }

    /** What is only asked is its author's; what runs can be watched and stopped by all who may open the list. */
    private Selection existing(SelectableList list, UUID id) {
        UUID me = Reader.signedIn().orElseThrow(NotFound::new).id();
        return selections
                .find(id)
                .filter(selection -> selection.list().equals(list.path()))
                .filter(selection ->
                        selection.state() != State.ASKED || selection.user().equals(me))
                .orElseThrow(NotFound::new);
    }

    private static String address(SelectableList list, UUID id) {
        return list.path() + "/selected/" + id;
    }
}
