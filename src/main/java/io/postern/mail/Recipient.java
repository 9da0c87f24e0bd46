package io.postern.mail;

import java.util.UUID;

/** The user a mail is for, as the delivery list shows them. */
public record Recipient(UUID id, String username) {}
