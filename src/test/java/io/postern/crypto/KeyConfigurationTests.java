package io.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.DatabaseLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyConfigurationTests {

    private static final String HEX = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";
    private static final String BASE64 = "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=";

    @TempDir
    Path folder;

    @Test
    void aKeyIsGivenInBase64OrHex() {
        SealingKeys hex = find(HEX, null, new DatabaseLocation.Shared());
        SealingKeys base64 = find(BASE64, null, new DatabaseLocation.Shared());
        SealingKeys url = find(BASE64.replace('/', '_').replace("=", ""), null, new DatabaseLocation.Shared());

        assertThat(fingerprint(hex)).isEqualTo(fingerprint(base64)).isEqualTo(fingerprint(url));
    }

    @Test
    void aMalformedKeyIsReportedAndNotReplacedByAnother() throws IOException {
        for (String malformed : new String[] {"changeme", "AAAA", HEX.substring(2), HEX.replace('0', 'g')}) {
            SealingKeys keys =
                    find(malformed, null, new DatabaseLocation.EmbeddedFile(folder.resolve("postern"), true));
            assertThat(keys.current()).isNull();
            assertThat(keys.malformed()).isTrue();
        }
        assertThat(find(null, "/does/not/exist", new DatabaseLocation.Shared()).malformed())
                .isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aKeyFileIsReadWithItsLineEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), BASE64 + "\n");

        assertThat(find(null, file.toString(), new DatabaseLocation.Shared()).current())
                .isNotNull();
    }

    @Test
    void createsAPrivateKeyFileBesideTheEmbeddedDatabase() throws IOException {
        DatabaseLocation location = DatabaseLocation.of("jdbc:h2:file:" + folder + "/data/postern;WRITE_DELAY=0");

        SealingKeys first = find(null, null, location);
        SealingKeys second = find(null, null, location);

        Path file = folder.resolve("data/postern.key");
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(folder.resolve("data")).isDirectoryContaining("glob:**/postern.key");
        assertThat(fingerprint(second)).isEqualTo(fingerprint(first));
    }

    @Test
    void aSharedDatabaseWithoutAKeyGetsNone() {
        SealingKeys keys = find(null, null, new DatabaseLocation.Shared());

        assertThat(keys.current()).isNull();
        assertThat(keys.malformed()).isFalse();
        assertThat(find(null, null, new DatabaseLocation.Memory()).current()).isNotNull();
    }

    @Test
    void thePropertiesDoNotTellTheKey() {
        assertThat(new SecretKeyProperties(HEX, null, BASE64).toString()).doesNotContain(HEX, BASE64);
    }

    private static SealingKeys find(@Nullable String key, @Nullable String file, DatabaseLocation location) {
        return KeyConfiguration.sealingKeys(new SecretKeyProperties(key, file, null), location);
    }

    private static String fingerprint(SealingKeys keys) {
        SealingKey current = keys.current();
        assertThat(current).isNotNull();
        return current.fingerprint();
    }
}
