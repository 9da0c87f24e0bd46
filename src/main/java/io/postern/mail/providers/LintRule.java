package io.postern.mail.providers;

import io.postern.net.HostName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule that working settings usually keep. Some rules count everywhere, some only for providers whose entry in
 * {@code mail-providers.yaml} lists them.
 */
record LintRule(MailWarning warning, Where where, Condition condition) {

    private enum Where {
        EVERYWHERE,
        AT_ANY_PROVIDER,
        WHERE_LISTED
    }

    @FunctionalInterface
    private interface Condition {
        boolean isBroken(LintContext context);
    }

    private static final Pattern GOOGLE_APP_PASSWORD = Pattern.compile("[a-z]{16}");
    private static final Pattern SES_REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern SES_USERNAME = Pattern.compile("AKIA[A-Z0-9]{16}");
    private static final Set<String> INTERNAL =
            Set.of("local", "localdomain", "internal", "intranet", "lan", "home", "corp");

    static final List<LintRule> ALL = List.of(
            new LintRule(MailWarning.HOST_PLACEHOLDER, Where.AT_ANY_PROVIDER, LintContext::hasPlaceholderAsHost),
            new LintRule(MailWarning.PROVIDER_NEEDS_SSL, Where.AT_ANY_PROVIDER, context -> !context.form()
                    .sslEnabled()),
            new LintRule(MailWarning.PROVIDER_LIMITS, Where.AT_ANY_PROVIDER, LintContext::exceedsLimits),
            new LintRule(
                    MailWarning.GOOGLE_APP_PASSWORD,
                    Where.WHERE_LISTED,
                    context -> context.typesPasswordUnlike(GOOGLE_APP_PASSWORD)),
            new LintRule(MailWarning.GOOGLE_FROM_REWRITTEN, Where.WHERE_LISTED, LintContext::fromDiffersFromUsername),
            new LintRule(MailWarning.MS_BASIC_AUTH_ENDS, Where.WHERE_LISTED, LintContext::signsInByPassword),
            new LintRule(MailWarning.OUTLOOK_OAUTH_ONLY, Where.WHERE_LISTED, LintContext::signsInByPassword),
            new LintRule(
                    MailWarning.SES_REGION,
                    Where.WHERE_LISTED,
                    context -> !context.hasPlaceholderAsHost()
                            && !SES_REGION.matcher(context.hostLabel(1)).matches()),
            new LintRule(
                    MailWarning.SES_USERNAME,
                    Where.WHERE_LISTED,
                    context -> context.signsInByPassword()
                            && !SES_USERNAME
                                    .matcher(context.form().username().strip())
                                    .matches()),
            new LintRule(MailWarning.RELAY_EHLO, Where.WHERE_LISTED, context -> context.ehlo() == null),
            new LintRule(MailWarning.EHLO_INTERNAL, Where.EVERYWHERE, context -> isInternal(context.ehlo())),
            new LintRule(MailWarning.PASSWORD_ON_PORT_25, Where.EVERYWHERE, LintContext::presentsPasswordAtRelayPort),
            new LintRule(MailWarning.FROM_OF_ANOTHER_PROVIDER, Where.EVERYWHERE, LintContext::fromIsAnothersCustomer));

    boolean isBrokenBy(LintContext context) {
        Provider provider = context.provider();
        boolean counts =
                switch (where) {
                    case EVERYWHERE -> true;
                    case AT_ANY_PROVIDER -> provider != null;
                    case WHERE_LISTED -> provider != null && provider.lintsFor(warning);
                };
        return counts && condition.isBroken(context);
    }

    private static boolean isInternal(@Nullable String name) {
        if (name == null) {
            return false;
        }
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return HostName.isFqdn(name) && INTERNAL.contains(last);
    }
}
