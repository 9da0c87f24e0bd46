package io.postern.mail.discovery;

import io.postern.mail.account.Encryption;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.discovery.CheckedCandidate.Fitness;
import io.postern.mail.providers.Provider;
import io.postern.mail.settings.AuthMethod;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.mail.settings.TlsMode;
import io.postern.mail.smtp.StageListener.State;
import io.postern.net.Coded;
import io.postern.net.EmailAddress;
import io.postern.net.HostName;
import io.postern.net.ShownText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search came to.
 *
 * @param provider who provides the domain's mail, if that is known
 * @param best the server that fills the form, or would; null if there is none, or if the provider's preset alone says it
 * @param username the name that was accepted; null before one was
 * @param failure why one could not sign in there, or null
 * @param tried all servers that were connected to
 */
public record Discovery(
        EmailAddress address,
        Outcome outcome,
        @Nullable Provider provider,
        @Nullable CheckedCandidate best,
        @Nullable String username,
        @Nullable Failure failure,
        List<Step> steps,
        List<CheckedCandidate> tried) {

    /** How it ended. */
    public enum Outcome implements Coded {
        /** The server took the password. */
        AUTHENTICATED,
        /** The server is the one that its certificate says. No password was given. */
        VERIFIED,
        /** The same, and it offers no sign-in. */
        RELAY,
        /** It wants OAuth 2.0, so no password was sent. */
        OAUTH,
        /** It wants one to sign in otherwise than we can. */
        NO_PASSWORD,
        /** The provider wants a password of its own for programs, so the one that was typed was not sent. */
        APP_PASSWORD,
        /** The server is named by DNS alone or by somebody else, so the password was not sent. */
        CONFIRM,
        /** The server refused the password. */
        REFUSED,
        /** Only the issuer of the server's certificate is not known here. */
        UNTRUSTED,
        NOTHING,
        /** The time was up before anything was found. */
        TIMED_OUT,
        CANCELLED;

        public String messageKey() {
            return "mail.discovery.outcome." + code();
        }

        public String adviceKey() {
            return "mail.discovery.advice." + code();
        }

        /** Whether the settings that were found fill the form. */
        public boolean fillsForm() {
            return compareTo(NO_PASSWORD) <= 0 || this == REFUSED || this == UNTRUSTED;
        }

        /** Whether the password goes out once a person confirmed the host. */
        public boolean asksToConfirm() {
            return this == APP_PASSWORD || this == CONFIRM;
        }
    }

    /** One step of the search. */
    public record Step(DiscoveryStage stage, State state, List<Note> notes) {

        public Step {
            notes = List.copyOf(notes);
        }
    }

    public Discovery {
        steps = List.copyOf(steps);
        tried = List.copyOf(tried);
    }

    /** The host that the outcome is about; blank without one. */
    public String host() {
        if (best != null) {
            return best.candidate().host();
        }
        return provider == null ? "" : provider.host();
    }

    /** The same with its port. */
    public String server() {
        if (best != null) {
            return best.candidate().server();
        }
        return provider == null ? "" : provider.host() + ":" + provider.port();
    }

    /** {@link #host()} as people write it. */
    public String shownHost() {
        return HostName.shown(host());
    }

    /** {@link #server()} as people write it. */
    public String shownServer() {
        return server().replace(host(), shownHost());
    }

    /** Whose server it is: the name of the provider, or the host. */
    public String owner() {
        return provider != null && host().equals(provider.host()) ? provider.name() : shownHost();
    }

    /** The address's domain as people write it. */
    public String domain() {
        return HostName.shown(address.domain());
    }

    /**
     * What became of a host, with all ports that fared the same.
     *
     * @param servers host and port, then further ports
     * @param verdict message key
     * @param otherNames those of its certificate, if it is for others
     */
    public record Row(String servers, String source, String verdict, String otherNames) {}

    /** All servers that were connected to, the best first. */
    public List<Row> rows() {
        Map<List<String>, Row> rows = new LinkedHashMap<>();
        for (CheckedCandidate server : tried) {
            Candidate candidate = server.candidate();
            String source = candidate.source().messageKey();
            String verdict = verdict(server);
            Row row = new Row(
                    ShownText.of(candidate.server()),
                    source,
                    verdict,
                    ShownText.of(String.join(", ", server.otherNames())));
            rows.merge(
                    List.of(candidate.host(), source, verdict, row.otherNames()),
                    row,
                    (first, more) ->
                            new Row(first.servers() + ", " + candidate.port(), source, verdict, first.otherNames()));
        }
        return List.copyOf(rows.values());
    }

    private String verdict(CheckedCandidate server) {
        if (server.failure() != null) {
            return server.failure().problem().causeKey();
        }
        boolean taken = outcome.fillsForm() && best != null && best.candidate().isSameAs(server.candidate());
        return taken ? "mail.discovery.verdict.taken" : server.fitness().messageKey();
    }

    /** Whether nobody but DNS or somebody else names the server that was taken, outside of the domain. */
    public boolean isNamedByOthers() {
        return best != null && username == null && !best.isOfDomain(address);
    }

    /** The fields of the form that were found, with their values. */
    public Map<String, String> fields(MailForm typed) {
        Map<String, String> fields = new LinkedHashMap<>();
        String shown = address.value();
        Provider preset =
                best == null || provider == null || best.candidate().host().equals(provider.host()) ? provider : null;
        if (preset != null) {
            fields.putAll(preset.fill(typed.with(Map.of("username", shown, "fromAddress", shown))));
            fields.putIfAbsent("username", shown);
        } else {
            fields.put("username", shown);
            fields.put("authMethod", AuthMethod.AUTO.name());
            fields.put("useDefaultCredentials", "");
            fields.put("allowCleartextPassword", "");
            fields.put("trustedCertificates", "");
        }
        fields.put("fromAddress", shown);
        if (best != null) {
            fields.putAll(server(best.candidate()));
            fields.putAll(signIn(best));
        }
        return fields;
    }

    private static Map<String, String> server(Candidate candidate) {
        boolean implicit = candidate.encryption() == Encryption.IMPLICIT;
        boolean byPort = implicit == (candidate.port() == MailSettingsValues.SUBMISSIONS_PORT);
        TlsMode mode = implicit ? TlsMode.IMPLICIT : TlsMode.STARTTLS;
        return Map.of(
                "host", HostName.shown(candidate.host()),
                "port", String.valueOf(candidate.port()),
                "sslEnabled", "true",
                "tlsMode", (byPort ? TlsMode.AUTO : mode).name());
    }

    private Map<String, String> signIn(CheckedCandidate server) {
        if (username != null) {
            return Map.of("username", username);
        }
        if (server.fitness() == Fitness.RELAY) {
            return Map.of("username", "", "authMethod", AuthMethod.NONE.name());
        }
        String named = server.candidate().username();
        return server.fitness() == Fitness.OAUTH2
                ? Map.of("authMethod", AuthMethod.OAUTH2.name())
                : named == null ? Map.of() : Map.of("username", named);
    }
}
