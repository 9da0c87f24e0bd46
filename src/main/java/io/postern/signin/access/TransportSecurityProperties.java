package io.postern.signin.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What browsers remember of HTTPS here (HSTS, RFC 6797).
 *
 * @param includeSubDomains whether they refuse plain HTTP to the hosts below this one as well, which may be others' business
 */
@ConfigurationProperties("postern.transport-security")
record TransportSecurityProperties(@DefaultValue("false") boolean includeSubDomains) {}
