package io.postern.mail.diagnosis;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.mail.account.RefreshTokenStore;
import io.postern.mail.auth.KerberosFailed;
import io.postern.mail.auth.TokenRefused;
import io.postern.outbound.HttpUnreachable;
import io.postern.outbound.TlsClient;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.function.Predicate;

/** What a {@link DiagnosisRule} may ask of a failure besides its words. */
enum FailureCondition {
    ADDRESS_REFUSED(HttpUnreachable.AddressRefused.class),
    TOKEN_SERVER_UNREACHABLE(HttpUnreachable.class),
    TOKEN_SERVER_IN_TROUBLE(TokenRefused.class, TokenRefused::isPassing),
    TOKEN_SERVER_SHOWS_PAGE(TokenRefused.class, TokenRefused::isPage),
    TOKEN_REFUSED(TokenRefused.class),
    ACCOUNT_NOT_CONNECTED(RefreshTokenStore.NotConnected.class),
    NO_TICKET(KerberosFailed.class),
    KERBEROS(context -> context.signIn() == Credentials.Kerberos.class),
    OAUTH(context -> context.signIn() == Credentials.OAuth2.class),
    NO_OAUTH(context -> context.signIn() != Credentials.OAuth2.class),
    NOT_SIGNED_IN(context ->
            context.signIn() == Credentials.None.class || context.stage().compareTo(Stage.AUTHENTICATE) < 0),
    ONLY_DIRECTORY_MECHANISMS(context -> SmtpDiagnosis.areDirectoryMechanisms(context.mechanisms())),
    CLIENT_CERTIFICATE_DEMANDED(TlsClient.ClientCertificateDemanded.class),
    IMPLICIT_TLS(context -> context.encryption() == Encryption.IMPLICIT),
    SERVER_WAITS_FOR_TLS(FailureCondition::serverWaitsForTls),
    DNS_UNANSWERED(DnsUnanswered.class),
    HOST_UNKNOWN(UnknownHostException.class),
    UNREACHABLE(UnreachableCause.class),
    CONNECTION_REFUSED(UnreachableCause.class, UnreachableCause::isRefused),
    ONLY_IPV6_TRIED(UnreachableCause.class, cause -> !cause.ipv4());

    private static final Set<Integer> TLS_PORTS = Set.of(465, 2465);

    /** None of the lambdas above has a state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<FailureContext> condition;

    FailureCondition(Predicate<FailureContext> condition) {
        this.condition = condition;
    }

    FailureCondition(Class<? extends Throwable> thrown) {
        this(thrown, any -> true);
    }

    <T extends Throwable> FailureCondition(Class<T> thrown, Predicate<T> which) {
        this(context -> {
            T found = context.thrown(thrown);
            return found != null && which.test(found);
        });
    }

    boolean holds(FailureContext context) {
        return condition.test(context);
    }

    /** Both sides wait for the other to begin; or the server said in TLS that it understood nothing. */
    private static boolean serverWaitsForTls(FailureContext context) {
        if (context.stage() != Stage.GREETING || context.reply() != null) {
            return false;
        }
        NotSmtp other = context.thrown(NotSmtp.class);
        return context.encryption() != Encryption.IMPLICIT
                && (other != null ? other.tls() : TLS_PORTS.contains(context.port()));
    }
}
