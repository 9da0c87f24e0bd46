package io.postern.mail.diagnosis;

import java.io.IOException;

/** A reply went past the bytes that it may have. */
public final class ReplyTooLong extends IOException {

    private static final long serialVersionUID = 1L;
}
