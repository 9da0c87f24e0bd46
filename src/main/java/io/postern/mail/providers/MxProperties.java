package io.postern.mail.providers;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is asked by MX which provider serves an address.
 *
 * @param mxResolver the DNS server, as a URL of the JDK's DNS client; blank for none
 */
@ConfigurationProperties("postern.mail")
record MxProperties(@DefaultValue("dns:") String mxResolver) {}
