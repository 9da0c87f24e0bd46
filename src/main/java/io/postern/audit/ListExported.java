package io.postern.audit;

import java.util.Map;

/**
 * Somebody exported a list as a file.
 *
 * @param subject the name of the file
 * @param details what the list was narrowed by
 */
public record ListExported(String action, String subject, Map<String, String> details) implements Audited {}
