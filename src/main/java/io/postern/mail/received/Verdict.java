package io.postern.mail.received;

import io.postern.net.Coded;

/** What a finding comes to. */
enum Verdict implements Coded {
    OK,
    WARNING,
    FAIL,
    /** The message does not tell, or not in a place where it can be believed. */
    UNKNOWN
}
