package io.postern.installation;

import org.jspecify.annotations.Nullable;

/** The General page as typed. */
record GeneralForm(String publicUrl, String installationName, String defaultLanguage, String timeZone, String version) {

    GeneralForm(
            @Nullable String publicUrl,
            @Nullable String installationName,
            @Nullable String defaultLanguage,
            @Nullable String timeZone,
            @Nullable String version) {
        this.publicUrl = typed(publicUrl);
        this.installationName = typed(installationName);
        this.defaultLanguage = typed(defaultLanguage);
        this.timeZone = typed(timeZone);
        this.version = typed(version);
    }

    static GeneralForm of(InstallationSettings settings, long version) {
        return new GeneralForm(
                settings.publicUrl() == null ? "" : settings.publicUrl().toString(),
                settings.name(),
                settings.defaultLanguage().toLanguageTag(),
                settings.timeZone().getId(),
                Long.toString(version));
    }

    private static String typed(@Nullable String value) {
        return value == null ? "" : value;
    }
}
