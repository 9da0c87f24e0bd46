package io.postern.web.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers with 503 when the database can't be reached. The same request may succeed later, or at another process.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class DatabaseAway extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAway.class);

    private static final String H2_IS_CLOSED = "90098";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException failure) {
            SQLException reason = unreachable(failure);
            if (reason == null || response.isCommitted()) {
                throw failure;
            }
            log.error("The database can’t be reached: {}", reason.getMessage());
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }

    private static @Nullable SQLException unreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isAboutTheConnection(sql)) {
                return sql;
            }
        }
        return null;
    }

    /**
     * By its type or its SQLSTATE: a connection exception, PostgreSQL's operator intervention, or an H2 that has closed itself.
     * The pool's own exceptions have no SQLSTATE.
     */
    private static boolean isAboutTheConnection(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.equals(H2_IS_CLOSED);
    }
}
