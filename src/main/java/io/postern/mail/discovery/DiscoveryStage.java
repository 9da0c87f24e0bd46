package io.postern.mail.discovery;

import io.postern.net.Coded;

/** The steps of the search, in their order. */
public enum DiscoveryStage implements Coded {
    /** By the domains of known providers, else by the MX records. */
    PROVIDER,
    /** RFC 6186, RFC 8314. */
    SRV,
    /** Files in Thunderbird's format. */
    AUTOCONFIG,
    /** Names that mail servers usually have. */
    NAMES,
    /** To each candidate, with its certificate verified. */
    CANDIDATES,
    SIGN_IN;

    public String messageKey() {
        return "mail.discovery.stage." + code();
    }
}
