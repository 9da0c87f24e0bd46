package io.postern.users;

import io.postern.net.Canonical;
import io.postern.net.HostName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The canonical usernames and addresses of all users. A primary key makes them unique across both. */
@Component
class UserIdentifiers {

    private static final int LONGEST = 254;

    private final JdbcClient jdbc;

    UserIdentifiers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The owners of these identifiers, without those that nobody has. */
    Map<String, UUID> owners(Collection<String> typed) {
        Map<String, String> keys = new HashMap<>();
        typed.forEach(each -> key(each).ifPresent(key -> keys.put(each, key)));
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<String, UUID> owners = jdbc
                .sql("select identifier_key, user_id from user_identifier where identifier_key in (:keys)")
                .param("keys", Set.copyOf(keys.values()))
                .query((row, number) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        keys.values().retainAll(owners.keySet());
        return keys.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> owners.get(each.getValue())));
    }

    /**
     * Gives the username and the address to the user, and frees the user's old ones. This goes in the order of the texts, always the
     * same, so that two users who swap names wait for each other and don't deadlock.
     */
    void claim(UUID user, UserData data) {
        Map<String, String> required = data.identifiers();
        List<String> current = jdbc.sql("select identifier_key from user_identifier where user_id = ?")
                .param(user)
                .query((row, number) -> row.getString("identifier_key"))
                .list();
        Set<String> touched = new TreeSet<>(current);
        touched.addAll(required.keySet());
        for (String key : touched) {
            String field = required.get(key);
            if (field == null) {
                release(key);
            } else if (!current.contains(key)) {
                take(user, key, field);
            }
        }
    }

    private void take(UUID user, String key, String field) {
        try {
            jdbc.sql("insert into user_identifier (identifier_key, user_id) values (?, ?)")
                    .params(key, user)
                    .update();
        } catch (DuplicateKeyException takenByAnother) {
            throw new IdentifierTaken(field);
        }
    }

    private void release(String key) {
        jdbc.sql("delete from user_identifier where identifier_key = ?")
                .param(key)
                .update();
    }

    /** The stored form of what was typed. Domains are stored in punycode. */
    private static Optional<String> key(String typed) {
        if (typed.length() > 2 * LONGEST) {
            return Optional.empty();
        }
        String key = Canonical.identifier(typed);
        int at = key.lastIndexOf('@');
        Optional<String> ascii = at < 0
                ? Optional.of("")
                : HostName.toAscii(key.substring(at + 1)).map(host -> '@' + host);
        return ascii.map(domain -> at < 0 ? key : key.substring(0, at) + domain)
                .filter(stored -> !stored.isEmpty()
                        && stored.length() <= LONGEST
                        && stored.chars().noneMatch(Character::isISOControl));
    }
}
