package io.postern.mail.domain;

import io.postern.mail.domain.Finding.Topic;
import io.postern.mail.providers.Provider;
import io.postern.net.HostName;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a check found.
 *
 * @param domain in punycode
 * @param providers through whose servers mails of the domain go
 */
public record DomainReport(String domain, List<Finding> findings, List<Provider> providers) {

    public DomainReport {
        findings = List.copyOf(findings);
        providers = List.copyOf(providers);
    }

    /** The domain as people write it. */
    public String name() {
        return HostName.shown(domain);
    }

    /** The worst of all. */
    public Verdict verdict() {
        return findings.stream()
                .map(Finding::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.UNKNOWN);
    }

    /** By topic, in the order of the page. */
    public Map<Topic, List<Finding>> topics() {
        Map<Topic, List<Finding>> topics = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            List<Finding> about = findings.stream()
                    .filter(finding -> finding.code().topic() == topic)
                    .toList();
            if (!about.isEmpty()) {
                topics.put(topic, about);
            }
        }
        return topics;
    }

    /** Whether a finding before this one shows the same record. */
    public boolean isRecordShownBefore(Finding finding) {
        return findings.subList(0, findings.indexOf(finding)).stream()
                .map(Finding::publish)
                .flatMap(Stream::ofNullable)
                .anyMatch(before -> before.equals(finding.publish()));
    }
}
