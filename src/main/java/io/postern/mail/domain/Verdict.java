package io.postern.mail.domain;

import io.postern.net.Coded;

/** What a finding means for the mails, the best first. */
public enum Verdict implements Coded {
    OK,
    /** Nothing is known, since the DNS did not answer or does not tell. */
    UNKNOWN,
    /** Some receivers may mind, or it will hurt later. */
    WARNING,
    /** Receivers are likely to refuse the mails, or to treat them as junk. */
    FAIL;

    public String messageKey() {
        return "mail.domain.verdict." + code();
    }
}
