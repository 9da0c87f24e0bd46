package io.postern.signin.session;

import io.postern.audit.Audited;

/**
 * A request was answered with 403.
 *
 * @param request its method and path
 */
record AccessRefused(String request) implements Audited {

    @Override
    public String action() {
        return "signin.audit.access-refused";
    }

    @Override
    public String subject() {
        return request;
    }
}
