package io.postern.mail.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.repository.Repository;

/** The mail servers: the primary, which is always there, and its backups. */
public interface MailSettingsRepository extends Repository<MailSettings, Short> {

    Optional<MailSettings> findById(Short id);

    List<MailSettings> findAllByOrderByPlace();

    void delete(MailSettings settings);

    MailSettings saveAndFlush(MailSettings settings);

    /** The primary. Where somebody deleted it, nothing counts as saved yet, and saving makes it again. */
    default MailSettings stored() {
        return findById(MailSettings.PRIMARY).orElseGet(MailSettings::unsaved);
    }

    /** The primary's row, which is made where it is missing: for a change that does not go through this repository. */
    default MailSettings present() {
        return findById(MailSettings.PRIMARY).orElseGet(() -> saveAndFlush(MailSettings.unsaved()));
    }

    /** In the order in which they are tried, the primary first. */
    default List<MailSettings> inOrder() {
        List<MailSettings> servers = findAllByOrderByPlace();
        return servers.stream().anyMatch(MailSettings::isPrimary)
                ? servers
                : Stream.concat(Stream.of(MailSettings.unsaved()), servers.stream())
                        .toList();
    }
}
