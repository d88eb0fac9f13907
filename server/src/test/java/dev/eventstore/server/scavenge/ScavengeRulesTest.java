package dev.eventstore.server.scavenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogTransaction;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scavenge removes and what it keeps. */
class ScavengeRulesTest {
    private final ScavengedStreams streams = new ScavengedStreams(EventLog.inMemory());

    @AfterEach
    void close() {
        streams.close();
    }

    @Test
    void without_rules_everything_stays() {
        streams.append("s", 5).append("t", 1).scavenge();
        assertThat(streams.kept("s")).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(streams.kept("t")).containsExactly(0L);
    }

    @Test
    void max_count_keeps_the_newest() {
        streams.append("s", 10).metadata("s", "{\"$maxCount\":3}").scavenge();
        assertThat(streams.kept("s")).containsExactly(7L, 8L, 9L);
    }

    @Test
    void truncate_before_removes_what_is_below() {
        streams.append("s", 10).metadata("s", "{\"$tb\":4}").scavenge();
        assertThat(streams.kept("s")).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void max_age_removes_what_is_older() {
        streams.append("s", 3)
                .metadata("s", "{\"$maxAge\":60}")
                .pass(Duration.ofSeconds(61))
                .append("s", 2)
                .scavenge();
        assertThat(streams.kept("s")).containsExactly(3L, 4L);
    }

    @Test
    void a_max_age_of_ages_removes_nothing() {
        streams.append("s", 2).metadata("s", "{\"$maxAge\":9223372036854775807}").scavenge();
        assertThat(streams.kept("s")).containsExactly(0L, 1L);
    }

    @Test
    void the_strictest_rule_counts() {
        streams.append("s", 10).metadata("s", "{\"$maxCount\":5,\"$tb\":8}").scavenge();
        assertThat(streams.kept("s")).containsExactly(8L, 9L);
    }

    @Test
    void the_last_event_stays_whatever_hides_it() {
        streams.append("old", 3)
                .metadata("old", "{\"$maxAge\":1}")
                .append("cut", 3)
                .metadata("cut", "{\"$tb\":100}")
                .pass(Duration.ofDays(1))
                .scavenge();
        assertThat(streams.kept("old")).containsExactly(2L);
        assertThat(streams.kept("cut")).containsExactly(2L);
    }

    @Test
    void a_soft_deleted_stream_goes_on_with_its_numbers() {
        streams.append("s", 4).delete("s", false).scavenge();
        assertThat(streams.kept("s")).containsExactly(3L);

        streams.append("s", 2).scavenge();
        assertThat(streams.kept("s")).containsExactly(4L, 5L);
    }

    @Test
    void of_a_tombstoned_stream_the_tombstone_stays() {
        streams.append("s", 4).delete("s", true).append("t", 1).scavenge();
        assertThat(streams.kept("s")).containsExactly(LogTransaction.TOMBSTONE_REVISION);
    }

    @Test
    void of_metadata_the_newest_stays() {
        streams.append("s", 1)
                .metadata("s", "{\"a\":1}")
                .metadata("s", "{\"a\":2}")
                .metadata("s", "{\"a\":3}")
                .scavenge();
        assertThat(streams.kept("$$s")).containsExactly(2L);
    }

    @Test
    void a_temporary_stream_that_was_deleted_leaves_its_last_event() {
        streams.append("s", 4).metadata("s", "{\"$tmp\":true}").delete("s", false).scavenge();
        assertThat(streams.kept("s")).containsExactly(3L);
    }

    @Test
    void events_appended_after_the_start_wait_for_the_next_scavenge() {
        streams.metadata("s", "{\"$maxCount\":1}").append("s", 3).scavenge();
        assertThat(streams.kept("s")).containsExactly(2L);

        streams.append("s", 3);
        assertThat(streams.kept("s")).containsExactly(2L, 3L, 4L, 5L);
        streams.scavenge();
        assertThat(streams.kept("s")).containsExactly(5L);
    }

    @Test
    void other_streams_are_left_alone_in_a_long_log() {
        for (int i = 0; i < 30; i++) {
            streams.append("kept", 100).append("cut-" + i % 3, 100);
        }
        for (int i = 0; i < 3; i++) {
            streams.metadata("cut-" + i, "{\"$maxCount\":2}");
        }
        streams.scavenge();
        assertThat(streams.kept("kept")).hasSize(3_000);
        for (int i = 0; i < 3; i++) {
            assertThat(streams.kept("cut-" + i)).containsExactly(998L, 999L);
        }
    }
}
