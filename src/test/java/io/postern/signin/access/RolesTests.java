package io.postern.signin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.web.PathRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every page that there is, asked for by everybody who may not see it. */
class RolesTests extends ApplicationTest {

    private static final Set<String> EVERYBODY = Set.of(
            "/login",
            "/login/refused",
            "/login/factor",
            "/setup",
            "/forgot-password",
            "/reset-password",
            "/invitation",
            "/confirm-address",
            "/mail-arrived",
            "/setup/strength",
            "/reset-password/strength",
            "/invitation/strength",
            "/theme",
            "/language",
            "/.well-known/change-password",
            "/.well-known/security.txt",
            "/error",
            // Asks for a token, whoever is signed in.
            "/api/alerts");
    private static final Set<String> SIGNED_IN = Set.of("/", "/profile", "/logout", "/reauthenticate");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping pages;

    @Autowired
    private PathRegistry paths;

    @Tag("case-54")
    @Test
    void aUserOpensNothingButTheProfile() {
        assertRefused(signedIn(user(Role.USER).username(), PASSWORD), Set.of());
    }

    @Tag("case-54")
    @Test
    void anOperatorOpensOverviewDeliveriesAndAlertsBeyondThat() {
        assertRefused(
                signedIn(user(Role.OPERATOR).username(), PASSWORD),
                Set.of("/overview", "/deliveries", "/deliveries.csv", "/alerts", "/alerts.csv", "/api", "/banners"));
    }

    @Tag("case-54")
    @Test
    void whoIsNotSignedInOpensNothing() {
        Visitor nobody = visitor();
        String csrf = nobody.csrf("/login");
        assertThat(endpoints()).isNotEmpty().allSatisfy(endpoint -> {
            Visitor.Answer plain = send(nobody, endpoint.method(), endpoint.path(), csrf);
            assertThat(plain.status()).as(endpoint.toString()).isEqualTo(isPolled(endpoint) ? 403 : 302);
            assertThat(plain.location()).as(endpoint.toString()).isEqualTo(isPolled(endpoint) ? "" : "/login");
            for (String disguised : disguises(endpoint.path())) {
                Visitor.Answer answer = send(nobody, endpoint.method(), disguised, csrf);
                assertThat(answer.status())
                        .as(endpoint.method() + " " + disguised)
                        .isIn(302, 400, 403, 404, 405);
                assertThat(answer.location()).isIn("", "/login");
            }
        });
    }

    private record Endpoint(RequestMethod method, String path) {}

    /** Whether an open page asks for it by itself, which has no use for a sign-in page. */
    private boolean isPolled(Endpoint endpoint) {
        return paths.polled().contains(endpoint.path());
    }

    private void assertRefused(Visitor visitor, Set<String> allowed) {
        String csrf = visitor.csrf("/profile");
        assertThat(csrf).isNotBlank();
        assertThat(endpoints()
                        .filter(endpoint -> !isBelow(SIGNED_IN, endpoint.path()) && !isBelow(allowed, endpoint.path())))
                .hasSizeGreaterThan(10)
                .allSatisfy(endpoint -> {
                    assertThat(send(visitor, endpoint.method(), endpoint.path(), csrf)
                                    .status())
                            .as(endpoint.toString())
                            .isEqualTo(403);
                    for (String disguised : disguises(endpoint.path())) {
                        assertThat(send(visitor, endpoint.method(), disguised, csrf)
                                        .status())
                                .as(endpoint.method() + " " + disguised)
                                .isIn(400, 403, 404, 405);
                    }
                });
    }

    private static Visitor.Answer send(Visitor visitor, RequestMethod method, String path, String csrf) {
        return method == RequestMethod.GET ? visitor.get(path) : visitor.post(path, Map.of("_csrf", csrf));
    }

    /** Each by both methods, whichever it answers to. */
    private Stream<Endpoint> endpoints() {
        return pages.getHandlerMethods().keySet().stream()
                .flatMap(RolesTests::endpoints)
                .distinct()
                .filter(endpoint -> !EVERYBODY.contains(endpoint.path()));
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = Set.of(RequestMethod.GET, RequestMethod.POST);
        Set<String> paths = new TreeSet<>(mapping.getPatternValues());
        return paths.stream()
                .map(path -> path.replaceAll("\\{(?:[^{}]|\\{[^{}]*})*}", new UUID(0, 1).toString()))
                .flatMap(path -> methods.stream().map(method -> new Endpoint(method, path)));
    }

    private static boolean isBelow(Set<String> roots, String path) {
        return roots.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/") && root.length() > 1);
    }

    private static List<String> disguises(String path) {
        if (path.equals("/")) {
            return List.of();
        }
        String letter = String.format("%%%02x", (int) path.charAt(1));
        return List.of(
                path + "/",
                "/" + path,
                path + "//",
                path + "/.",
                "/;x" + path,
                path + ";x",
                path + ";x=y",
                "/%2e" + path,
                "/profile/%2e%2e" + path,
                "/profile/.." + path,
                path.toUpperCase(Locale.ROOT),
                "/" + letter + path.substring(2),
                path + "%2f",
                path + ".html",
                path + "%00");
    }
}
