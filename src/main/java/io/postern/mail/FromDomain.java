package io.postern.mail;

/** What the DNS says of a domain from which mail is sent. */
public interface FromDomain {

    /**
     * Receivers are likely to refuse its mails, which they were not when it was checked before. Published once two looks in a row, some
     * minutes apart, found it so; in the transaction that notes it.
     *
     * @param domain in punycode
     * @param name as people write it
     */
    record Failing(String domain, String name) {}

    /** Nothing in the DNS has its mails refused any more, or no mail is sent from it any more. */
    record Good(String domain) {}
}
