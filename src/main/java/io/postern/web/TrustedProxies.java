package io.postern.web;

import io.postern.net.Network;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code postern.trusted-proxies} says.
 *
 * @param trustedProxies IP addresses and networks (CIDR) of the reverse proxies in front of this process. What they say in
 *     {@code X-Forwarded-For} about the client's address is believed. By default nobody is.
 */
@ConfigurationProperties("postern")
public record TrustedProxies(@DefaultValue List<Network> trustedProxies) {}
