package io.postern.signin.factor;

import io.postern.crypto.Sha256;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Codes for somebody who has lost the other factor: ten for an account, kept as hashes, each good for one sign-in. */
@Component
class RecoveryCodes {

    private static final int COUNT = 10;
    private static final int BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;

    RecoveryCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes ten new ones of 80 random bits. The old ones count no more. What is returned exists nowhere else. */
    List<String> make(UUID user) {
        delete(user);
        List<String> codes =
                Stream.generate(RecoveryCodes::newCode).limit(COUNT).toList();
        codes.forEach(code -> jdbc.sql("insert into recovery_code (user_id, code_hash) values (?, ?)")
                .params(user, hash(user, code))
                .update());
        return codes;
    }

    int left(UUID user) {
        return jdbc.sql("select count(*) from recovery_code where user_id = ?")
                .param(user)
                .query(Integer.class)
                .single();
    }

    /** Uses a code up. Of several at the same time, on any instance, one gets true. */
    boolean use(UUID user, String typed) {
        return jdbc.sql("delete from recovery_code where user_id = ? and code_hash = ?")
                        .params(user, hash(user, typed))
                        .update()
                == 1;
    }

    /** Whether all of these are the user's, and not used yet. */
    boolean have(UUID user, List<String> given) {
        Set<String> hashes = given.stream().map(code -> hash(user, code)).collect(Collectors.toSet());
        return jdbc.sql("select count(*) from recovery_code where user_id = :user and code_hash in (:hashes)")
                        .param("user", user)
                        .param("hashes", hashes)
                        .query(Integer.class)
                        .single()
                == given.size();
    }

    void delete(UUID user) {
        jdbc.sql("delete from recovery_code where user_id = ?").param(user).update();
    }

    private static String newCode() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Totp.base32(bytes).replaceAll("(.{4})(?!$)", "$1-");
    }

    /** However people write it down: with or without hyphens, in capitals or not. */
    private static String hash(UUID user, String code) {
        return Sha256.hex(user + ":" + code.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT));
    }
}
