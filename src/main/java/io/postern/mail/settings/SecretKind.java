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
    public String formName() {
        return formName;
    }

    /** The name that is sealed with it. */
    String recordName() {
        return recordName;
    }

    /** The help at the field while the stored one is used where the field is left blank. */
    public String storedHelpKey() {
        return help() + "-stored";
    }

    /** The help at the field while there is a stored one that is not used. */
    public String againHelpKey() {
        return help() + "-again";
    }

    /** The help at the field while none is stored. */
    public String noneHelpKey() {
        return help() + "-none";
    }

    private String help() {
        return messages.replace("settings.", "settings.help.");
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
