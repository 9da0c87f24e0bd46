package io.postern.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may choose about the API.
 *
 * @param requestsPerToken requests with one token within the window, over all instances; counted in hundredths of that, so that an
 *     instance may let as much more pass
 * @param window that window
 */
@ConfigurationProperties("postern.api")
record ApiProperties(@DefaultValue("30000") int requestsPerToken, @DefaultValue("1m") Duration window) {}
