package io.postern.accountlinks.invitation;

import io.postern.accountlinks.LinkPurpose;
import io.postern.database.DatabaseTime;
import io.postern.overview.OverviewPart;
import io.postern.users.UserPaths;
import io.postern.web.RoomPaths.Access;
import java.sql.Timestamp;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has not chosen a password yet, and how many of them have no link that works. */
@Component
@Order(3)
class OpenInvitations implements OverviewPart {

    /** The page does not say exactly how many more there are. */
    private static final int COUNTED = 1000;

    private final JdbcClient jdbc;
    private final DatabaseTime clock;

    OpenInvitations(JdbcClient jdbc, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What the template shows.
     *
     * @param many whether there are more than were counted
     * @param withoutLink those of the counted whose link has expired or was never sent
     */
    record Invitations(int open, boolean many, int withoutLink, String href) {}

    @Override
    public Place place() {
        return Place.BODY;
    }

    @Override
    public Access readers() {
        return Access.ADMINISTRATORS;
    }

    @Override
    public String template() {
        return "accountlinks/overview-invitations";
    }

    @Override
    public Object model() {
        return jdbc.sql(
                        """
                        select count(*), count(case when works then null else 1 end) from (
                            select exists (select 1 from link_token l where l.user_id = u.id and l.purpose = :purpose
                                and l.link_version = u.link_version and l.expires_at > :now) as works
                            from users u where u.pending = true and u.disabled = false fetch first :most rows only) t
                        """)
                .param("purpose", LinkPurpose.INVITATION.name())
                .param("now", Timestamp.from(clock.instant()))
                .param("most", COUNTED + 1)
                .query((row, number) -> new Invitations(
                        Math.min(row.getInt(1), COUNTED),
                        row.getInt(1) > COUNTED,
                        Math.min(row.getInt(2), COUNTED),
                        UserPaths.LIST + "?status=PENDING"))
                .single();
    }
}
