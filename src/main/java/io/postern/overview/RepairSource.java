package io.postern.overview;

import java.util.List;

/** What a room knows of that needs somebody. Each room has a bean for its own causes. */
public interface RepairSource {

    /**
     * The entries whose causes are there now. It is asked each time that somebody opens the overview, and every few seconds while it is
     * open. So it reads little, however many mails and users there are. An exception is logged, and the page says
     * that something could not be checked.
     */
    List<Repair> repairs();
}
