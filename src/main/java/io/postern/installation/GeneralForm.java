package io.postern.installation;

import io.postern.net.VisibleText;
import io.postern.web.Languages;
import io.postern.web.Option;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** The General page as typed. */
record GeneralForm(String publicUrl, String installationName, String defaultLanguage, String timeZone, String version) {

    private static final int LONGEST_NAME = 80;

    /** Region names, by which people know their zone, and UTC. Fixed offsets and old aliases are left out. */
    private static final List<String> ZONES = Stream.concat(
                    Stream.of("UTC"),
                    ZoneId.getAvailableZoneIds().stream()
                            .filter(zone ->
                                    zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/")))
            .sorted()
            .toList();

    static GeneralForm of(StoredInstallation stored) {
        InstallationSettings settings = stored.settings();
        return new GeneralForm(
                settings.publicUrl() == null ? "" : settings.publicUrl().toString(),
                settings.name(),
                settings.defaultLanguage().toLanguageTag(),
                settings.timeZone().getId(),
                Long.toString(stored.version()));
    }

    static List<Option> zones() {
        return ZONES.stream()
                .map(zone -> new Option(zone, zone.replace('_', ' ')))
                .toList();
    }

    /**
     * The settings that the form asks for; empty when a field was rejected.
     *
     * @param stored what stays as it is where the form has no field
     * @param publicUrlIsGiven whether the operator set the public address, so that the form can't
     */
    Optional<InstallationSettings> check(InstallationSettings stored, boolean publicUrlIsGiven, Errors errors) {
        @Nullable
        URI address = publicUrlIsGiven
                ? stored.publicUrl()
                : PublicUrl.parse(publicUrl).orElse(null);
        if (address == null && !publicUrlIsGiven && !publicUrl.isEmpty()) {
            errors.rejectValue("publicUrl", "installation.general.public-url.invalid");
        }
        if (installationName.isEmpty() || installationName.length() > LONGEST_NAME) {
            errors.rejectValue(
                    "installationName", "installation.general.name.length", new Object[] {LONGEST_NAME}, null);
        } else if (!VisibleText.isVisible(installationName)) {
            errors.rejectValue("installationName", "installation.general.name.invisible");
        }
        if (!Languages.TAGS.contains(defaultLanguage)) {
            errors.rejectValue("defaultLanguage", "installation.general.language.unknown");
        }
        if (!ZONES.contains(timeZone)) {
            errors.rejectValue("timeZone", "installation.general.time-zone.unknown");
        }
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new InstallationSettings(
                        address,
                        installationName,
                        Locale.forLanguageTag(defaultLanguage),
                        ZoneId.of(timeZone),
                        stored.minimumPasswordLength(),
                        stored.secondFactor()));
    }
}
