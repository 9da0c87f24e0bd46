package io.postern.users;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of browser and system in a User-Agent header, shown to people. Nothing depends on them. */
public final class Device {

    /** Between the browser and the system. */
    public static final String SEPARATOR = ", ";

    private static final int LONGEST = 60;

    /** A part of the header, and the name that people use. */
    private record Product(String token, String name) {}

    /** The first one found counts, because most browsers name others too. */
    private static final List<Product> BROWSERS = List.of(
            new Product("Edg", "Edge"),
            new Product("OPR/", "Opera"),
            new Product("Firefox/", "Firefox"),
            new Product("FxiOS/", "Firefox"),
            new Product("CriOS/", "Chrome"),
            new Product("Chrome/", "Chrome"),
            new Product("Safari/", "Safari"),
            new Product("curl/", "curl"));

    private static final List<Product> SYSTEMS = List.of(
            new Product("Android", "Android"),
            new Product("iPhone", "iOS"),
            new Product("iPad", "iPadOS"),
            new Product("Windows", "Windows"),
            new Product("Mac OS X", "macOS"),
            new Product("CrOS", "ChromeOS"),
            new Product("Linux", "Linux"));

    private Device() {}

    /** For example {@code Firefox, Linux}; the beginning of the header when nothing is known; empty when none was sent. */
    static String of(@Nullable String agent) {
        if (agent == null) {
            return "";
        }
        String known = known(agent);
        String shown = known.isEmpty() ? agent.replaceAll("[^\\x20-\\x7e]", "?") : known;
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) : shown;
    }

    /** The same without what the client says of itself in other words. For others than the client's own user: it may be a lure. */
    public static String known(@Nullable String agent) {
        return agent == null
                ? ""
                : Stream.of(BROWSERS, SYSTEMS)
                        .flatMap(products -> products.stream()
                                .filter(product -> agent.contains(product.token()))
                                .limit(1))
                        .map(Product::name)
                        .collect(Collectors.joining(SEPARATOR));
    }
}
