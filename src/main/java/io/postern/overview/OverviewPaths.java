package io.postern.overview;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

/** The page where the work of operators and administrators starts. */
@Component
public final class OverviewPaths extends RoomPaths {

    public static final String OVERVIEW = "/overview";
    static final String NOW = "/overview/now";

    OverviewPaths() {
        open(Access.OPERATORS, OVERVIEW + "/**");
        home(Access.ADMINISTRATORS, OVERVIEW);
        home(Access.OPERATORS, OVERVIEW);
        polled(NOW);
    }
}
