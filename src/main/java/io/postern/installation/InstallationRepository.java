package io.postern.installation;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface InstallationRepository extends Repository<StoredInstallation, Integer> {

    Optional<StoredInstallation> findById(int id);

    StoredInstallation saveAndFlush(StoredInstallation row);

    /** One guarded update, so that of two who try at once one does it. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update StoredInstallation i set i.setUpAt = :now, i.publicUrl = coalesce(:publicUrl, i.publicUrl),"
            + " i.version = i.version + 1 where i.setUpAt is null")
    int markSetUp(Instant now, @Nullable String publicUrl);
}
