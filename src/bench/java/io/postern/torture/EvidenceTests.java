package io.postern.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker is lied to. */
class EvidenceTests {

    private final List<History.Request> acknowledged = new ArrayList<>(List.of(asked("ann"), asked("bob")));
    private final List<Row> rows = new ArrayList<>(List.of(row(1, "ann", "SENT"), row(2, "bob", "SENT")));
    private final List<Copy> copies = new ArrayList<>(List.of(copy(1, 1, "a"), copy(2, 2, "b")));
    private Set<String> refused = Set.of();
    private Set<String> dead = Set.of();

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(complaints()).isEmpty();
    }

    @Test
    void findsADroppedMail() {
        copies.remove(1);
        assertThat(complaints()).singleElement().asString().startsWith("lost: mail 2");
    }

    @Test
    void findsARequestWithoutARow() {
        acknowledged.add(asked("bob"));
        assertThat(complaints()).singleElement().asString().startsWith("forgotten: 2 times password-reset for bob");
    }

    @Test
    void findsAForgottenAlert() {
        acknowledged.add(new History.Request(History.ALERT, "disk", 0, 0));
        assertThat(complaints()).containsExactly("forgotten: alert disk");
    }

    @Test
    void findsADoubledMail() {
        copies.add(copy(3, 2, "c"));
        assertThat(complaints()).singleElement().asString().startsWith("sent again without doubt");
    }

    @Test
    void letsAMailGoAgainWhoseReplyWasLost() {
        Copy again = new Copy(3, "<2@x>", "2@corp.example", "c");
        copies.add(again);
        assertThat(complaints()).isEmpty();
        again.wasHeard();
        assertThat(complaints()).isNotEmpty();
    }

    @Test
    void findsWhatIsStranded() {
        rows.set(1, row(2, "bob", "QUEUED"));
        assertThat(complaints()).singleElement().asString().startsWith("stranded");
    }

    @Test
    void findsAMailThatNobodyRecorded() {
        copies.add(copy(3, 9, "c"));
        assertThat(complaints()).singleElement().asString().startsWith("on no record");
    }

    @Test
    void findsAMailThatWasGivenUp() {
        for (String state : List.of("FAILED", "DROPPED", "CANCELLED")) {
            rows.set(1, row(2, "bob", state));
            assertThat(complaints()).singleElement().asString().startsWith("lost");
        }
        rows.set(1, row(2, "bob", "FAILED"));
        refused = Set.of("2@corp.example");
        assertThat(complaints()).isEmpty();
    }

    @Test
    void findsADeadLinkOfTheNewestMail() {
        dead = Set.of("b");
        assertThat(complaints()).singleElement().asString().startsWith("dead link");
        rows.add(row(3, "bob", "SENT"));
        copies.add(copy(3, 3, "c"));
        assertThat(complaints()).as("it was superseded").isEmpty();
    }

    private List<String> complaints() {
        return new Evidence(acknowledged, rows, copies, refused, Set.of(), Set.of(), dead, 0).complaints();
    }

    private static History.Request asked(String person) {
        return new History.Request(History.RESET, person, 0, 0);
    }

    private static Row row(long id, String person, String state) {
        return new Row(id, History.RESET, person, "<" + id + "@x>", state, "x", id + "@corp.example", false);
    }

    private static Copy copy(long number, long row, String token) {
        Copy copy = new Copy(number, "<" + row + "@x>", row + "@corp.example", token);
        copy.wasHeard();
        return copy;
    }
}
