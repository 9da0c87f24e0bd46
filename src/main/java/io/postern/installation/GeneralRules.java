package io.postern.installation;

import io.postern.net.VisibleText;
import io.postern.web.Languages;
import io.postern.web.Option;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** What the General page accepts. */
@Component
class GeneralRules {

    private static final int LONGEST_NAME = 80;
    /** Regions by which people know their zone; the fixed offsets and relics among the zone ids are left out. */
    private static final List<String> ZONES = zones();

    /** The settings that the form says, based on those that it does not; empty when something was rejected. */
    Optional<InstallationSettings> read(
            GeneralForm form, InstallationSettings stored, boolean publicUrlIsGiven, Errors errors) {
        @Nullable URI publicUrl = stored.publicUrl();
        if (!publicUrlIsGiven) {
            publicUrl = PublicUrl.parse(form.publicUrl()).orElse(null);
            if (publicUrl == null && !form.publicUrl().isEmpty()) {
                errors.rejectValue("publicUrl", "installation.general.public-url.invalid");
            }
        }
        String name = form.installationName();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            errors.rejectValue(
                    "installationName", "installation.general.name.length", new Object[] {LONGEST_NAME}, null);
        } else if (!VisibleText.isVisible(name)) {
            errors.rejectValue("installationName", "installation.general.name.invisible");
        }
        if (!Languages.TAGS.contains(form.defaultLanguage())) {
            errors.rejectValue("defaultLanguage", "installation.general.language.unknown");
        }
        if (!ZONES.contains(form.timeZone())) {
            errors.rejectValue("timeZone", "installation.general.time-zone.unknown");
        }
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new InstallationSettings(
                publicUrl,
                name,
                Locale.forLanguageTag(form.defaultLanguage()),
                ZoneId.of(form.timeZone()),
                stored.minimumPasswordLength()));
    }

    List<Option> zoneOptions() {
        return ZONES.stream()
                .map(zone -> new Option(zone, zone.replace('_', ' ')))
                .toList();
    }

    private static List<String> zones() {
        TreeSet<String> zones = new TreeSet<>();
        for (String zone : ZoneId.getAvailableZoneIds()) {
            if (zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/")) {
                zones.add(zone);
            }
        }
        zones.add("UTC");
        return List.copyOf(zones);
    }
}
