package io.postern.installation;

import io.postern.audit.Changes;
import io.postern.installation.SecondFactorPolicy.Requirement;
import io.postern.web.Languages;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one row of the table. */
record StoredInstallation(
        @Nullable String publicUrl,
        String name,
        String defaultLanguage,
        String timeZone,
        int minimumPasswordLength,
        String secondFactor,
        int secondFactorGraceDays,
        @Nullable OffsetDateTime secondFactorSince,
        boolean isSetUp,
        long version) {

    /** A value that no form accepts was changed by hand: the first value counts instead. */
    InstallationSettings settings() {
        return new InstallationSettings(
                Optional.ofNullable(publicUrl).flatMap(PublicUrl::parse).orElse(null),
                name,
                Languages.TAGS.contains(defaultLanguage) ? Locale.forLanguageTag(defaultLanguage) : Locale.ENGLISH,
                zone(),
                minimumPasswordLength,
                new SecondFactorPolicy(
                        Requirement.valueOf(secondFactor),
                        secondFactorGraceDays,
                        secondFactorSince == null ? null : secondFactorSince.toInstant()));
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException changedByHand) {
            return ZoneId.of("UTC");
        }
    }

    /** Of each field that these settings change, the value before and after. */
    Map<String, String> changes(InstallationSettings to) {
        return new Changes()
                .note(
                        "publicUrl",
                        publicUrl,
                        to.publicUrl() == null ? null : to.publicUrl().toString())
                .note("installationName", name, to.name())
                .note("defaultLanguage", defaultLanguage, to.defaultLanguage().toLanguageTag())
                .note("timeZone", timeZone, to.timeZone().getId())
                .note("minimumPasswordLength", minimumPasswordLength, to.minimumPasswordLength())
                .note(
                        "secondFactor",
                        secondFactor,
                        to.secondFactor().requirement().name())
                .note(
                        "secondFactorGraceDays",
                        secondFactorGraceDays,
                        to.secondFactor().graceDays())
                .noted();
    }
}
