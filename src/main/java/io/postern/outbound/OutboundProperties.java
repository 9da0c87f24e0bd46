package io.postern.outbound;

import io.postern.net.Network;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this process must not connect to.
 *
 * @param refusedNetworks networks in CIDR notation where no mail server, token endpoint or webhook may be; some others are refused
 *     always
 */
@ConfigurationProperties("postern.mail")
record OutboundProperties(@DefaultValue List<Network> refusedNetworks) {}
