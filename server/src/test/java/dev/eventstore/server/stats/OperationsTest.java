package dev.eventstore.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationsTest {
    @Test
    void operations_are_counted_by_kind() {
        Operations operations = new Operations(false);
        operations.count(Operation.APPEND, 100);
        operations.count(Operation.APPEND, 200);
        assertThat(operations.count(Operation.APPEND)).isEqualTo(2);
        assertThat(operations.totalNanos(Operation.APPEND)).isEqualTo(300);
        assertThat(operations.count(Operation.READ_ALL)).isZero();
    }

    @Test
    void a_histogram_holds_everything_since_the_start() {
        Operations operations = new Operations(true);
        operations.count(Operation.READ_EVENT, 1_000);
        assertThat(operations.histogram("reader-readevent"))
                .hasValueSatisfying(all -> assertThat(all.getTotalCount()).isEqualTo(1));
        operations.count(Operation.READ_EVENT, Long.MAX_VALUE);
        assertThat(operations.histogram("reader-readevent"))
                .hasValueSatisfying(all -> assertThat(all.getTotalCount()).isEqualTo(2));
    }

    @Test
    void there_are_no_histograms_unless_they_are_wanted() {
        assertThat(new Operations(false).histogram("reader-readevent")).isEmpty();
        assertThat(new Operations(true).histogram("no-such-thing")).isEmpty();
    }
}
