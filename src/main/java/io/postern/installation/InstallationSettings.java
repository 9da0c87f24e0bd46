package io.postern.installation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one row. */
@Entity
@Table(name = "installation")
class InstallationSettings {

    static final int ID = 1;

    @Id
    private int id = ID;

    private @Nullable String publicUrl;
    private String name = "";
    private String defaultLanguage = "";
    private String timeZone = "";
    private int minimumPasswordLength;

    @Column(updatable = false)
    private @Nullable Instant setUpAt;

    @Version
    private long version;

    protected InstallationSettings() {}

    Settings settings() {
        return new Settings(
                publicUrl == null ? null : URI.create(publicUrl),
                name,
                Locale.forLanguageTag(defaultLanguage),
                ZoneId.of(timeZone),
                minimumPasswordLength);
    }

    long version() {
        return version;
    }

    boolean isSetUp() {
        return setUpAt != null;
    }

    /** Takes over the new settings, and tells of each field that changed the value before and after. */
    Map<String, String> change(Settings to) {
        Map<String, String> changes = new LinkedHashMap<>();
        String url = to.publicUrl() == null ? null : to.publicUrl().toString();
        note(changes, "publicUrl", publicUrl, url);
        note(changes, "installationName", name, to.name());
        note(changes, "defaultLanguage", defaultLanguage, to.defaultLanguage().toLanguageTag());
        note(changes, "timeZone", timeZone, to.timeZone().getId());
        note(changes, "minimumPasswordLength", minimumPasswordLength, to.minimumPasswordLength());
        publicUrl = url;
        name = to.name();
        defaultLanguage = to.defaultLanguage().toLanguageTag();
        timeZone = to.timeZone().getId();
        minimumPasswordLength = to.minimumPasswordLength();
        return changes;
    }

    private static void note(
            Map<String, String> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.put(field, text(before) + " → " + text(after));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "–" : value.toString();
    }
}
