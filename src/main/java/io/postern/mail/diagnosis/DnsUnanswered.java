package io.postern.mail.diagnosis;

import java.net.UnknownHostException;

/** No DNS server said whether there is such a name. */
public final class DnsUnanswered extends UnknownHostException {

    private static final long serialVersionUID = 1L;
}
