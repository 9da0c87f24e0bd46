package io.postern.mail.diagnosis;

import java.net.UnknownHostException;

/** No DNS server answered whether the name exists. */
public final class DnsUnanswered extends UnknownHostException {

    private static final long serialVersionUID = 1L;
}
