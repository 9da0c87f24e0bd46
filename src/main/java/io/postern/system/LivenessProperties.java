package io.postern.system;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For a health check beside this process.
 *
 * @param livenessAddressFile the file for {@link LivenessAddressFile}; null or blank for none
 */
@ConfigurationProperties("postern")
record LivenessProperties(@Nullable Path livenessAddressFile) {}
