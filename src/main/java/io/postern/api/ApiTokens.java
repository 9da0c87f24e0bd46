package io.postern.api;

import io.postern.audit.AuditEntry;
import io.postern.crypto.RandomToken;
import io.postern.crypto.Sha256;
import io.postern.net.Canonical;
import io.postern.users.SignedInUser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tokens, revoked ones too: 32 random bytes in base64url. Only their SHA-256 is stored. */
@Component
class ApiTokens {

    /** Tells somebody who finds a token what it is. */
    static final String PREFIX = "postern_";

    private static final String TOKENS =
            """
            select token.*, token.created_by_id is not null and maker.id is null as resting
            from api_token token left join users maker
                on maker.id = token.created_by_id and not maker.disabled and maker.role = 'ADMINISTRATOR'
            """;

    private static final int CHARACTERS = PREFIX.length() + RandomToken.CHARACTERS;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApiTokens(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes a token. The returned text is stored nowhere.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another valid token has this name
     */
    @Transactional
    public String create(String name, List<String> components, SignedInUser maker) {
        String token = PREFIX + RandomToken.create();
        jdbc.sql("insert into api_token (token_hash, name, name_key, components, created_at, created_by, created_by_id)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .param(Sha256.hex(token))
                .param(name)
                .param(Canonical.identifier(name))
                .param(String.join("\n", components))
                .param(Timestamp.from(clock.instant()))
                .param(maker.username())
                .param(maker.id())
                .update();
        events.publishEvent(
                new AuditEntry("api.audit.token-created", name, Map.of("components", String.join(", ", components))));
        return token;
    }

    /** False when there is no valid token of this number. */
    @Transactional
    public boolean revoke(long id) {
        boolean revoked =
                jdbc.sql("update api_token set revoked_at = ?, name_key = null where id = ? and revoked_at is null")
                                .params(Timestamp.from(clock.instant()), id)
                                .update()
                        == 1;
        if (revoked) {
            String name = jdbc.sql("select name from api_token where id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
            events.publishEvent(new AuditEntry("api.audit.token-revoked", name));
        }
        return revoked;
    }

    /** The valid ones first, the newest of them at the top. */
    List<ApiToken> all() {
        return jdbc.sql(TOKENS + " order by case when token.revoked_at is null then 0 else 1 end, token.id desc")
                .query(ApiTokens::token)
                .list();
    }

    List<ApiToken> notRevoked() {
        return jdbc.sql(TOKENS + " where token.revoked_at is null order by token.id desc")
                .query(ApiTokens::token)
                .list();
    }

    /** The names of the tokens of this user that are not revoked. */
    List<String> names(UUID maker) {
        return jdbc.sql("select name from api_token where created_by_id = ? and revoked_at is null order by name")
                .param(maker)
                .query(String.class)
                .list();
    }

    /** The token that was presented, if it is valid and does not rest. */
    Optional<ApiToken> find(String presented) {
        if (presented.length() != CHARACTERS) {
            return Optional.empty();
        }
        return jdbc.sql(TOKENS + " where token.token_hash = ? and token.revoked_at is null")
                .param(Sha256.hex(presented))
                .query(ApiTokens::token)
                .optional()
                .filter(token -> !token.resting());
    }

    void used(ApiToken token, Instant now) {
        jdbc.sql("update api_token set last_used_at = ? where id = ?")
                .params(Timestamp.from(now), token.id())
                .update();
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getLong("id"),
                row.getString("name"),
                List.of(row.getString("components").split("\n", -1)),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getBoolean("resting"),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("revoked_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
