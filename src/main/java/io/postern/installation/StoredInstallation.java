package io.postern.installation;

import io.postern.audit.Changes;
import io.postern.web.Languages;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one row. */
@Entity
@Table(name = "installation")
class StoredInstallation {

    static final int ID = 1;

    private static final ZoneId FIRST_ZONE = ZoneId.of("UTC");

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

    protected StoredInstallation() {}

    /** What somebody has changed by hand, to what no form would have taken, counts as it was at first. */
    InstallationSettings settings() {
        return new InstallationSettings(
                Optional.ofNullable(publicUrl).flatMap(PublicUrl::parse).orElse(null),
                name,
                Languages.TAGS.contains(defaultLanguage) ? Locale.forLanguageTag(defaultLanguage) : Locale.ENGLISH,
                zone(),
                minimumPasswordLength);
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException changedByHand) {
            return FIRST_ZONE;
        }
    }

    long version() {
        return version;
    }

    boolean isSetUp() {
        return setUpAt != null;
    }

    /** Takes over the new settings, and returns the value before and after of each field that changed. */
    Map<String, String> change(InstallationSettings to) {
        Changes changes = new Changes();
        String url = to.publicUrl() == null ? null : to.publicUrl().toString();
        changes.note("publicUrl", publicUrl, url);
        changes.note("installationName", name, to.name());
        changes.note("defaultLanguage", defaultLanguage, to.defaultLanguage().toLanguageTag());
        changes.note("timeZone", timeZone, to.timeZone().getId());
        changes.note("minimumPasswordLength", minimumPasswordLength, to.minimumPasswordLength());
        publicUrl = url;
        name = to.name();
        defaultLanguage = to.defaultLanguage().toLanguageTag();
        timeZone = to.timeZone().getId();
        minimumPasswordLength = to.minimumPasswordLength();
        return changes.noted();
    }
}
