package io.postern.mail.settings;

/** What the one stored secret is. */
public enum SecretKind {
    PASSWORD("password", "mail-settings.password", "mail.settings.password"),
    CLIENT_SECRET("oauthClientSecret", "mail-settings.client-secret", "mail.settings.client-secret");

    private final String formName;
    private final String recordName;
    private final String messages;

    SecretKind(String formName, String recordName, String messages) {
        this.formName = formName;
        this.recordName = recordName;
        this.messages = messages;
    }

    public static SecretKind of(MailSettingsValues values) {
        return values.usesOAuth() ? CLIENT_SECRET : PASSWORD;
    }

    /** Where it is typed, and its name in the trail. */
    public String formName() {
        return formName;
    }

    /** The name that is sealed with it. */
    String recordName() {
        return recordName;
    }

    public String missingKey() {
        return messages + ".missing";
    }

    /** Why the stored one is not used; with the fields that changed. */
    public String boundKey() {
        return messages + ".bound";
    }

    public String unreadableKey() {
        return messages + ".unreadable";
    }
}
