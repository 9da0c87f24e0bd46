package io.postern.web;

/** What the installation is called. At most one bean; without one, or while nobody knows, pages go without it. */
public interface InstallationName {

    /** Empty while it is not known. */
    String name();
}
