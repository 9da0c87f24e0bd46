package io.postern.signin.factor;

import io.postern.installation.FactorCensus;
import io.postern.installation.SecondFactorPolicy.Requirement;
import io.postern.overview.Repair;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has a second factor, and which administrators have none. */
@Component
@Order(4)
class AccountsWithFactors implements FactorCensus, RepairSource {

    private static final int MOST_NAMED = 5;

    private final JdbcClient jdbc;
    private final Users users;
    private final TotpSecrets secrets;

    AccountsWithFactors(JdbcClient jdbc, Users users, TotpSecrets secrets) {
        this.jdbc = jdbc;
        this.users = users;
        this.secrets = secrets;
    }

    @Override
    public Figures figures(Requirement requirement) {
        String concerned =
                switch (requirement) {
                    case OPTIONAL -> "and false";
                    case STAFF -> "and role in ('ADMINISTRATOR', 'OPERATOR')";
                    case EVERYONE -> "";
                };
        return jdbc.sql("select count(*), count(case when second_factor then null else 1 end) from users"
                        + " where not disabled " + concerned)
                .query((row, number) -> new Figures(row.getInt(1), row.getInt(2)))
                .single();
    }

    @Override
    public boolean canAdd() {
        return secrets.canSeal();
    }

    @Override
    public List<Repair> repairs() {
        List<User> without = users.enabled(Role.ADMINISTRATOR).stream()
                .filter(user -> !user.isPending() && !user.hasSecondFactor())
                .toList();
        if (without.isEmpty()) {
            return List.of();
        }
        List<Text> named = without.stream()
                .limit(MOST_NAMED)
                .map(user -> Text.of("signin.repair.administrator", user.displayName())
                        .on(UserPaths.user(user.id())))
                .toList();
        return List.of(Repair.of(
                        Severity.ADVICE,
                        "administrator-without-second-factor",
                        Text.of("signin.repair.without-factor", without.size()),
                        FactorPaths.OWN)
                .because(named));
    }
}
