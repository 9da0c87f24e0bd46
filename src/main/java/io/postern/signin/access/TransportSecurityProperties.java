package io.postern.signin.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether browsers insist on HTTPS (HSTS, RFC 6797).
 *
 * @param includeSubDomains whether that holds for the hosts below this one too, which may belong to others
 */
@ConfigurationProperties("postern.transport-security")
record TransportSecurityProperties(@DefaultValue("false") boolean includeSubDomains) {}
