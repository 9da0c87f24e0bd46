package io.postern.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DatabaseAwayTests {

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @CsvSource({
        "08006, the connection broke",
        "57P01, PostgreSQL was told to stop",
        "90098, H2 has closed itself",
        ", the pool had no connection in time"
    })
    void whatMayBeRepeatedIsAnswered503(String state, String reason) throws Exception {
        filter(new SQLException(reason, state));
        assertThat(response.getStatus()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42S02", "23505", "53100"})
    void doesNotTakeARequestsErrorForAnOutage(String state) {
        assertThatThrownBy(() -> filter(new SQLException("", state)))
                .isInstanceOf(InvalidDataAccessResourceUsageException.class);
        assertThat(response.getStatus()).isEqualTo(200);
    }

    private void filter(SQLException cause) throws ServletException, IOException {
        FilterChain chain = (request, answer) -> {
            throw new InvalidDataAccessResourceUsageException("as the test wants it", cause);
        };
        new DatabaseAway().doFilter(new MockHttpServletRequest(), response, chain);
    }
}
