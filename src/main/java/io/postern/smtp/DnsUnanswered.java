package io.postern.smtp;

import java.net.UnknownHostException;

/** No DNS server said whether there is such a name. */
final class DnsUnanswered extends UnknownHostException {

    private static final long serialVersionUID = 1L;
}
