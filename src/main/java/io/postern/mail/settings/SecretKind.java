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

    /** The field in which it is typed, and its name in the trail. */
    String formName() {
        return formName;
    }

    /** The name that is sealed with it. */
    String recordName() {
        return recordName;
    }

    String missingKey() {
        return messages + ".missing";
    }

    /** Why the stored one is not used; names the fields that changed. */
    String boundKey() {
        return messages + ".bound";
    }

    String unreadableKey() {
        return messages + ".unreadable";
    }
}
