package io.postern.web;

/** What the installation is called. At most one bean. Without one pages have no name. */
public interface InstallationName {

    /** Empty while it is not known. */
    String name();
}
