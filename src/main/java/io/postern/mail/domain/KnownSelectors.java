package io.postern.mail.domain;

import java.util.List;

/** Who has seen with which DKIM keys mails are signed. DNS can't be asked for all selectors of a domain. */
public interface KnownSelectors {

    /**
     * A key that signed a mail.
     *
     * @param domain the signing domain, in lower case
     */
    record Selector(String domain, String selector) {}

    /** Of mails with this domain in From, the one seen last first. */
    List<Selector> of(String fromDomain);
}
