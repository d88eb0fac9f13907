package dev.eventstore.server.stream;

import static dev.eventstore.server.event.ExpectedVersion.Belief.ANY;
import static dev.eventstore.server.fixture.Events.event;
import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.stream.CheckedAppend.Entry;
import dev.eventstore.server.stream.CheckedAppendResult.Head;
import dev.eventstore.server.stream.CheckedAppendResult.Violation;
import dev.eventstore.server.stream.StreamCheck.Wanted;
import dev.eventstore.server.stream.StreamState.Missing;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Appends that are made only if streams are as they have to be. */
class CheckedAppendTest {
    private static final StreamName TARGET = StreamName.of("target");
    private static final StreamName OTHER = StreamName.of("other");
    private static final StreamName EXISTING = StreamName.of("existing");
    private static final StreamName NEVER_WRITTEN = StreamName.of("never-written");
    private static final StreamName SOFT_DELETED = StreamName.of("soft-deleted");
    private static final StreamName TOMBSTONED = StreamName.of("tombstoned");

    private final EventLog log = EventLog.inMemory();
    private final Streams streams = new Streams(log, InstantSource.system(), UUID::randomUUID);

    @BeforeEach
    void prepare() {
        for (StreamName stream : List.of(EXISTING, SOFT_DELETED, TOMBSTONED)) {
            streams.append(new Append(stream, ANY, some(2)));
        }
        streams.delete(new Delete(SOFT_DELETED, ANY, false));
        streams.delete(new Delete(TOMBSTONED, ANY, true));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_stream_with_events_is_existing() {
        assertHold(
                EXISTING,
                new StreamState.Existing(1),
                Wanted.Kind.ANY,
                Wanted.Kind.EXISTING,
                exactly(1));
    }

    @Test
    void a_stream_that_was_never_written_is_missing() {
        assertHold(NEVER_WRITTEN, Missing.NEVER_WRITTEN, Wanted.Kind.ANY, Wanted.Kind.MISSING);
    }

    @Test
    void a_stream_that_is_softly_deleted_is_missing_as_well() {
        assertHold(
                SOFT_DELETED,
                Missing.SOFT_DELETED,
                Wanted.Kind.ANY,
                Wanted.Kind.MISSING,
                Wanted.Kind.SOFT_DELETED);
    }

    @Test
    void a_stream_with_a_tombstone_is_missing_as_well() {
        assertHold(
                TOMBSTONED,
                Missing.TOMBSTONED,
                Wanted.Kind.ANY,
                Wanted.Kind.MISSING,
                Wanted.Kind.TOMBSTONED);
    }

    @Test
    void a_check_on_a_tombstone_that_is_written_never_holds() {
        CheckedAppend append =
                new CheckedAppend(
                        List.of(new Entry(TOMBSTONED, event("{}"))),
                        List.of(new StreamCheck(TOMBSTONED, Wanted.Kind.TOMBSTONED)));

        assertThat(streams.appendChecked(append)).isEqualTo(violated(0, Missing.TOMBSTONED));
    }

    @Test
    void a_tombstone_refuses_records_of_all_streams() {
        Position before = streams.head();

        assertThat(append(new Entry(TARGET, event("{}")), new Entry(TOMBSTONED, event("{}"))))
                .isEqualTo(
                        new CheckedAppendResult.Refused(
                                new AppendResult.StreamDeleted(TOMBSTONED)));
        assertThat(streams.head()).isEqualTo(before);
    }

    @Test
    void records_go_into_the_log_in_their_order() {
        CheckedAppendResult done =
                append(
                        new Entry(TARGET, event("{}")),
                        new Entry(OTHER, event("{}")),
                        new Entry(TARGET, event("{}")));

        assertThat(done)
                .isEqualTo(
                        new CheckedAppendResult.Appended(
                                List.of(new Head(TARGET, 1), new Head(OTHER, 0)), streams.head()));
    }

    @Test
    void a_softly_deleted_stream_comes_back_behind_its_old_events() {
        assertThat(append(new Entry(SOFT_DELETED, event("{}"))))
                .isInstanceOfSatisfying(
                        CheckedAppendResult.Appended.class,
                        done ->
                                assertThat(done.heads())
                                        .containsExactly(new Head(SOFT_DELETED, 2)));
        assertThat(streams.metadataInForce(SOFT_DELETED).isSoftDeleted()).isFalse();
    }

    @Test
    void a_repeat_is_answered_as_the_original_though_its_checks_fail_now() {
        NewEvent first = event("{}");
        NewEvent second = event("{}");
        CheckedAppend append =
                new CheckedAppend(
                        List.of(new Entry(TARGET, first), new Entry(OTHER, second)),
                        List.of(new StreamCheck(TARGET, Wanted.Kind.MISSING)));
        CheckedAppendResult original = streams.appendChecked(append);
        Position before = streams.head();

        assertThat(streams.appendChecked(append)).isEqualTo(original);
        assertThat(streams.head()).isEqualTo(before);
    }

    @Test
    void there_are_records_and_none_of_them_is_metadata() {
        assertThatThrownBy(() -> new CheckedAppend(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Entry(TARGET.metastream(), event("{}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertHold(StreamName stream, StreamState state, Wanted... holding) {
        Set<Wanted> hold = Set.of(holding);
        List<Wanted> all =
                List.of(
                        Wanted.Kind.ANY,
                        Wanted.Kind.EXISTING,
                        Wanted.Kind.MISSING,
                        Wanted.Kind.SOFT_DELETED,
                        Wanted.Kind.TOMBSTONED,
                        exactly(0),
                        exactly(1),
                        exactly(2));
        for (Wanted wanted : all) {
            CheckedAppend append =
                    new CheckedAppend(
                            List.of(new Entry(TARGET, event("{}"))),
                            List.of(new StreamCheck(stream, wanted)));
            CheckedAppendResult result = streams.appendChecked(append);
            if (hold.contains(wanted)) {
                assertThat(result)
                        .as("%s", wanted)
                        .isInstanceOf(CheckedAppendResult.Appended.class);
            } else {
                assertThat(result).as("%s", wanted).isEqualTo(violated(0, state));
            }
        }
    }

    private CheckedAppendResult append(Entry... records) {
        return streams.appendChecked(new CheckedAppend(List.of(records), List.of()));
    }

    private static CheckedAppendResult violated(int check, StreamState actual) {
        return new CheckedAppendResult.Violated(List.of(new Violation(check, actual)));
    }

    private static Wanted exactly(long revision) {
        return new Wanted.Exactly(Revision.of(revision));
    }
}
