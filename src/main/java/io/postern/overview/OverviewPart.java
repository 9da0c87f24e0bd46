package io.postern.overview;

import io.postern.web.RoomPaths.Access;

/** A part of the overview that a room fills. Parts of one place come in the order of their beans. */
public interface OverviewPart {

    /** Where it stands on the page. */
    enum Place {
        /** Above what is to do. */
        TOP,
        /** Beside what is to do; on a narrow screen, below. */
        BODY
    }

    Place place();

    /** Who sees it. */
    Access readers();

    /** A template with a fragment {@code part(model)}. */
    String template();

    /** What that fragment shows. An open page shows it again once it is not equal to the one before. */
    Object model();
}
