package io.postern.web;

import io.postern.web.RoomPaths.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;

/** What all rooms say of their paths. Paths are as browsers write them, without the context path. */
@Component
public final class PathRegistry {

    private final List<RoomPaths> rooms;

    PathRegistry(List<RoomPaths> rooms) {
        this.rooms = rooms;
    }

    /** The path that a request asks for, as the browser wrote it. Empty for an address that Tomcat refuses. */
    public static String path(HttpServletRequest request) {
        String address = request.getRequestURI();
        return address == null || request.getContextPath() == null
                ? ""
                : address.substring(request.getContextPath().length());
    }

    /** The path patterns that are open to these readers. */
    public String[] patterns(Access readers) {
        return open(readers).map(PathPattern::getPatternString).toArray(String[]::new);
    }

    /** The path patterns where a second factor is added. */
    public String[] enrolment() {
        return all(room -> room.enrolment).toArray(String[]::new);
    }

    /** Who may open the page behind a link, which may have a query. */
    public Access access(String link) {
        PathContainer path = PathContainer.parsePath(link.split("[?]", 2)[0]);
        return Arrays.stream(Access.values())
                .filter(readers -> open(readers).anyMatch(pattern -> pattern.matches(path)))
                .findFirst()
                .orElse(Access.SIGNED_IN);
    }

    /** The page where the work of these readers starts. */
    public String home(Access readers) {
        return only(room -> room.homes.get(readers));
    }

    /** The page that asks for name and password. */
    public String signIn() {
        return only(room -> room.signIn);
    }

    /** Patterns of requests that use no session. */
    public Set<String> sessionless() {
        return all(room -> room.sessionless);
    }

    /** Paths that an open page requests by itself. */
    public Set<String> polled() {
        return all(room -> room.polled);
    }

    /** Whether the page takes a file. */
    public boolean isUpload(String path) {
        return all(room -> room.uploads).contains(path);
    }

    /** Whether the page takes a form that is longer than others. */
    public boolean isLongForm(String path) {
        return all(room -> room.longForms).contains(path);
    }

    /** Whether the answer is for a machine. The path may be malformed. */
    public boolean isForMachines(String path) {
        return all(room -> room.machines).stream().anyMatch(path::startsWith);
    }

    /** The message key of a link to the path. */
    public String linkTextKey(String link) {
        return rooms.stream()
                .flatMap(room -> room.links.entrySet().stream())
                .filter(named -> link.startsWith(named.getKey()))
                .max(Comparator.comparing(named -> named.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse("web.open.page");
    }

    /** The page that is shown at the address. It is another one if the address only answers a form of that page. */
    public String pageAt(String address) {
        return formAddresses(address).map(form -> page(form, address)).orElse(address);
    }

    /** The page with the fresh form, if the address shows a form that it refused. Otherwise the address. */
    public String freshForm(String address) {
        return rooms.stream()
                .map(room -> room.refused.get(address))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(address);
    }

    /** Whether the address answers the page's own form, and not one that stands beside it. */
    public boolean isFormOf(String page, String address) {
        return address.equals(page)
                || freshForm(address).equals(page)
                || formAddresses(address)
                        .filter(form -> form.wholeForm() && page(form, address).equals(page))
                        .isPresent();
    }

    private Stream<PathPattern> open(Access readers) {
        return rooms.stream().flatMap(room -> room.patterns.getOrDefault(readers, List.of()).stream());
    }

    /** Those of the most specific pattern. */
    private Optional<RoomPaths.FormAddresses> formAddresses(String address) {
        PathContainer path = PathContainer.parsePath(address);
        return rooms.stream()
                .flatMap(room -> room.formAddresses.stream())
                .filter(form -> form.addresses().matches(path))
                .min(Comparator.comparing(RoomPaths.FormAddresses::addresses, PathPattern.SPECIFICITY_COMPARATOR));
    }

    private static String page(RoomPaths.FormAddresses form, String address) {
        PathPattern.PathRemainingMatchInfo start = form.page().matchStartOfPath(PathContainer.parsePath(address));
        return start == null ? address : start.getPathMatched().value();
    }

    private Set<String> all(Function<RoomPaths, Set<String>> property) {
        return rooms.stream().flatMap(room -> property.apply(room).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private String only(Function<RoomPaths, @Nullable String> property) {
        return rooms.stream()
                .flatMap(room -> Stream.ofNullable(property.apply(room)))
                .findFirst()
                .orElseThrow();
    }
}
