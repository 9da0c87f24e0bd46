package io.postern.mail.diagnosis;

import java.io.IOException;

/** A reply is longer than a reply may be. */
public final class ReplyTooLong extends IOException {

    private static final long serialVersionUID = 1L;
}
