package dev.eventstore.server.stream;

import static dev.eventstore.server.event.ExpectedVersion.Belief.ANY;
import static dev.eventstore.server.event.ExpectedVersion.Belief.NO_STREAM;
import static dev.eventstore.server.event.ExpectedVersion.Belief.STREAM_EXISTS;
import static dev.eventstore.server.fixture.Events.event;
import static dev.eventstore.server.fixture.Events.metadata;
import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ExpectedVersion.Exactly;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.eventlog.EventLog;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final StreamName ORDERS = StreamName.of("orders-1");
    private static final StreamName OTHER = StreamName.of("orders-2");

    private final EventLog log = EventLog.inMemory();
    private final Streams streams = new Streams(log, InstantSource.system(), UUID::randomUUID);

    @AfterEach
    void close() {
        log.close();
    }

    @Nested
    class Appending {
        @Test
        void numbers_the_events_of_a_stream_from_zero() {
            assertThat(appended(append(ORDERS, ANY, some(3))))
                    .extracting(AppendResult.Appended::first, AppendResult.Appended::last)
                    .containsExactly(0L, 2L);
            assertThat(appended(append(ORDERS, ANY, some(2))).first()).isEqualTo(3);
            assertThat(revisions(forward(ORDERS, 0, 10))).containsExactly(0L, 1L, 2L, 3L, 4L);
        }

        @Test
        void refuses_an_expected_version_that_is_wrong_and_writes_nothing() {
            append(ORDERS, ANY, some(2));

            for (ExpectedVersion wrong : List.of(NO_STREAM, exactly(0), exactly(2), exactly(99))) {
                assertThat(append(ORDERS, wrong, some(1)))
                        .isEqualTo(new AppendResult.WrongExpectedVersion(ORDERS, wrong, 1));
            }
            assertThat(append(OTHER, STREAM_EXISTS, some(1)))
                    .isEqualTo(new AppendResult.WrongExpectedVersion(OTHER, STREAM_EXISTS, -1));
            assertThat(forward(ORDERS, 0, 10).events()).hasSize(2);
        }

        @Test
        void writes_all_parts_to_several_streams_or_none() {
            append(OTHER, ANY, some(1));
            var first = new Append(ORDERS, NO_STREAM, some(2));

            assertThat(streams.appendToMany(List.of(first, new Append(OTHER, NO_STREAM, some(1)))))
                    .isEqualTo(
                            new MultiAppendResult.Refused(
                                    1, new AppendResult.WrongExpectedVersion(OTHER, NO_STREAM, 0)));
            assertThat(read(ORDERS)).isEqualTo(new ReadStreamResult.NoStream(ORDERS, -1));
            assertThat(streams.appendToMany(List.of(first, new Append(OTHER, exactly(0), some(1)))))
                    .isInstanceOf(MultiAppendResult.Appended.class);
        }

        @Test
        void keeps_any_bytes_and_any_name() {
            StreamName odd = StreamName.of("ünïcode/%2F \u0001 \uD83D\uDE00?#");
            byte[] bytes = new byte[256];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) i;
            }
            NewEvent binary =
                    new NewEvent(UUID.randomUUID(), "", false, Payload.of(bytes), Payload.of("m"));
            append(odd, NO_STREAM, List.of(binary));

            var event = forward(odd, 0, 1).events().getFirst().original();
            assertThat(event.data()).isEqualTo(binary.data());
            assertThat(event.metadata().text()).isEqualTo("m");
            assertThat(event.isJson()).isFalse();
            assertThat(event.stream()).isEqualTo(odd);
        }
    }

    @Nested
    class Repeating {
        private final NewEvent a = event("{}");
        private final NewEvent b = event("{}");
        private final NewEvent c = event("{}");
        private final NewEvent d = event("{}");

        @Test
        void answers_a_repeat_with_the_original_numbers() {
            for (ExpectedVersion version : List.of(ANY, NO_STREAM)) {
                StreamName stream = StreamName.of("s" + version);
                append(stream, version, List.of(a, b, c));
                assertRepeat(append(stream, version, List.of(a, b, c)), 0);
                assertRepeat(append(stream, version, List.of(a, b)), 0);
                assertRepeat(append(stream, version, List.of(b, c)), 1);
                assertThat(append(stream, version, List.of(a, d)))
                        .isInstanceOf(AppendResult.WrongExpectedVersion.class);
                assertThat(append(stream, version, List.of(a, b, c, d)))
                        .isInstanceOf(AppendResult.WrongExpectedVersion.class);
                assertThat(forward(stream, 0, 10).events()).hasSize(3);
            }
        }

        @Test
        void knows_no_repeat_of_what_need_not_be_recognised() {
            Append append = new Append(ORDERS, ANY, some(2), /* isRemembered= */ false);
            for (int first : List.of(0, 2)) {
                AppendResult.Appended appended = appended(streams.append(append));
                assertThat(appended.repeat()).isFalse();
                assertThat(appended.first()).isEqualTo(first);
            }
        }

        @Test
        void finds_a_repeat_behind_an_exact_version() {
            append(ORDERS, ANY, List.of(a, b));
            append(ORDERS, exactly(1), List.of(c));
            append(ORDERS, ANY, List.of(d));
            assertRepeat(append(ORDERS, exactly(1), List.of(c)), 2);
            assertRepeat(append(ORDERS, STREAM_EXISTS, List.of(c, d)), 2);
            assertThat(append(ORDERS, exactly(3), List.of(a)))
                    .isInstanceOfSatisfying(
                            AppendResult.Appended.class,
                            done -> assertThat(done.first()).isEqualTo(4));
        }

        @Test
        void looks_for_a_repeat_of_an_exact_version_nowhere_else() {
            append(ORDERS, ANY, List.of(a, b, c, d));
            assertThat(append(ORDERS, exactly(2), List.of(a)))
                    .isEqualTo(new AppendResult.WrongExpectedVersion(ORDERS, exactly(2), 3));
        }

        @Test
        void treats_the_same_id_in_another_stream_as_another_event() {
            append(ORDERS, ANY, List.of(a));
            assertThat(appended(append(OTHER, ANY, List.of(a))).repeat()).isFalse();
        }

        @Test
        void takes_an_id_that_stands_twice_in_one_append() {
            append(ORDERS, ANY, List.of(a, a));
            assertRepeat(append(ORDERS, ANY, List.of(a, a)), 0);
        }

        @Test
        void takes_an_id_that_stands_twice_for_the_first_event_that_has_it() {
            append(ORDERS, NO_STREAM, List.of(a, b, c));
            assertRepeat(append(ORDERS, ANY, List.of(a, a)), 0);
            assertThat(appended(append(ORDERS, ANY, List.of(a, a))).last()).isZero();
            append(OTHER, ANY, List.of(d, d, d));
            assertThat(appended(append(OTHER, ANY, List.of(d, d, d))).last()).isZero();
            assertThat(appended(append(OTHER, NO_STREAM, List.of(d, d, d))).last()).isEqualTo(2);
        }

        private void assertRepeat(AppendResult result, long first) {
            assertThat(appended(result).repeat()).isTrue();
            assertThat(appended(result).first()).isEqualTo(first);
        }
    }

    @Nested
    class Deleting {
        @Test
        void a_soft_deleted_stream_continues_its_numbering() {
            append(ORDERS, ANY, some(3));
            delete(ORDERS, false);
            assertThat(read(ORDERS)).isEqualTo(new ReadStreamResult.NoStream(ORDERS, 2));
            assertThat(append(ORDERS, STREAM_EXISTS, some(1)))
                    .isEqualTo(new AppendResult.StreamDeleted(ORDERS));

            assertThat(appended(append(ORDERS, NO_STREAM, some(2))).first()).isEqualTo(3);
            assertThat(revisions(forward(ORDERS, 0, 10))).containsExactly(3L, 4L);
        }

        @Test
        void metadata_brings_a_soft_deleted_stream_back_without_its_old_events() {
            append(ORDERS, ANY, some(2));
            delete(ORDERS, false);
            append(ORDERS.metastream(), ANY, List.of(metadata("{\"a\":1.50}")));

            assertThat(forward(ORDERS, 0, 10).events()).isEmpty();
            assertThat(
                            forward(ORDERS.metastream(), 0, 10)
                                    .events()
                                    .getLast()
                                    .original()
                                    .data()
                                    .text())
                    .isEqualTo("{\"a\":1.50,\"$tb\":2}");
        }

        @Test
        void who_expects_a_stream_is_told_that_it_was_deleted_before() {
            append(ORDERS, ANY, some(2));
            delete(ORDERS, false);

            assertThat(streams.delete(new Delete(ORDERS, STREAM_EXISTS, false)))
                    .isEqualTo(new DeleteResult.StreamDeleted(ORDERS));
            append(ORDERS, NO_STREAM, some(1));
            assertThat(streams.delete(new Delete(ORDERS, STREAM_EXISTS, false)))
                    .isInstanceOf(DeleteResult.Deleted.class);
        }

        @Test
        void what_never_was_is_deleted_unless_a_stream_is_needed() {
            for (ExpectedVersion expected : List.of(ANY, NO_STREAM)) {
                assertThat(streams.delete(new Delete(ORDERS, expected, false, true)))
                        .isEqualTo(new DeleteResult.WrongExpectedVersion(ORDERS, expected, -1));
            }
            append(ORDERS.metastream(), ANY, List.of(metadata("{}")));

            assertThat(streams.delete(new Delete(ORDERS, ANY, false, true)))
                    .isInstanceOf(DeleteResult.Deleted.class);
            delete(OTHER, false);
        }

        @Test
        void metadata_that_were_there_can_be_replaced_under_a_tombstone() {
            append(ORDERS, ANY, some(1));
            delete(ORDERS, false);
            delete(ORDERS, true);
            delete(OTHER, true);

            assertThat(append(ORDERS.metastream(), exactly(0), List.of(metadata("{\"a\":1}"))))
                    .isInstanceOf(AppendResult.Appended.class);
            assertThat(read(ORDERS.metastream()))
                    .isEqualTo(new ReadStreamResult.StreamDeleted(ORDERS.metastream(), null));
            assertThat(append(OTHER.metastream(), ANY, List.of(metadata("{\"a\":1}"))))
                    .isEqualTo(new AppendResult.StreamDeleted(OTHER.metastream()));
        }

        @Test
        void metadata_that_is_no_json_brings_a_soft_deleted_stream_back_as_it_was() {
            append(ORDERS, ANY, some(2));
            delete(ORDERS, false);
            append(ORDERS.metastream(), ANY, List.of(metadata("not JSON")));

            assertThat(revisions(forward(ORDERS, 0, 10))).containsExactly(0L, 1L);
            assertThat(forward(ORDERS.metastream(), 0, 10).events())
                    .extracting(event -> event.original().data().text())
                    .last()
                    .isEqualTo("not JSON");
        }

        @Test
        void a_tombstone_is_for_good() {
            append(ORDERS, ANY, some(1));
            delete(ORDERS, true);
            assertThat(read(ORDERS))
                    .isInstanceOfSatisfying(
                            ReadStreamResult.StreamDeleted.class,
                            deleted ->
                                    assertThat(deleted.tombstone())
                                            .extracting(RecordedEvent::type)
                                            .isEqualTo(SystemEventTypes.STREAM_DELETED));
            assertThat(read(ORDERS.metastream()))
                    .isEqualTo(new ReadStreamResult.StreamDeleted(ORDERS.metastream(), null));
            assertThat(append(ORDERS, ANY, some(1)))
                    .isEqualTo(new AppendResult.StreamDeleted(ORDERS));
            assertThat(streams.delete(new Delete(ORDERS, ANY, false)))
                    .isEqualTo(new DeleteResult.StreamDeleted(ORDERS));
        }
    }

    @Nested
    class Hiding {
        @Test
        void max_count_leaves_the_newest() {
            append(ORDERS, ANY, some(5));
            append(ORDERS.metastream(), ANY, List.of(metadata("{\"$maxCount\":2}")));
            assertThat(revisions(forward(ORDERS, 0, 10))).containsExactly(3L, 4L);
            assertThat(forward(ORDERS, 0, 2).isEnd()).isFalse();
            assertThat(forward(ORDERS, 0, 2).events()).isEmpty();
        }

        @Test
        void a_metastream_shows_its_newest_event_only() {
            append(ORDERS.metastream(), ANY, List.of(metadata("{}"), metadata("{\"$tb\":3}")));
            assertThat(revisions(forward(ORDERS.metastream(), 0, 10))).containsExactly(1L);
        }
    }

    @Test
    void a_link_leads_to_its_target_or_to_nothing() {
        append(ORDERS, ANY, some(1));
        StreamName links = StreamName.of("links");
        append(links, ANY, List.of(link("0@orders-1"), link("7@orders-1"), link("0@nowhere")));

        var events = forward(links, 0, 10).events();
        assertThat(events.get(0).event()).isNotNull();
        assertThat(events.get(0).original().stream()).isEqualTo(links);
        assertThat(events.get(1).event()).isNull();
        assertThat(events.get(2).event()).isNull();
    }

    @Test
    void everything_reads_in_the_order_it_was_written_both_ways() {
        append(ORDERS, ANY, some(2));
        append(OTHER, ANY, some(2));

        var all =
                (ReadAllResult.Page)
                        streams.readAll(new ReadAll(Position.START, 3, Direction.FORWARD, true));
        assertThat(all.events())
                .extracting(e -> e.original().position().value())
                .containsExactly(1L, 2L, 3L);
        assertThat(all.next()).isEqualTo(Position.of(4));
        var back =
                (ReadAllResult.Page)
                        streams.readAll(new ReadAll(Position.END, 3, Direction.BACKWARD, true));
        assertThat(back.events())
                .extracting(e -> e.original().position().value())
                .containsExactly(4L, 3L, 2L);
    }

    private static NewEvent link(String text) {
        return new NewEvent(UUID.randomUUID(), "$>", false, Payload.of(text), Payload.EMPTY);
    }

    private static Exactly exactly(long revision) {
        return new Exactly(Revision.of(revision));
    }

    private AppendResult append(
            StreamName stream, ExpectedVersion expected, List<NewEvent> events) {
        return streams.append(new Append(stream, expected, events));
    }

    private void delete(StreamName stream, boolean forGood) {
        assertThat(streams.delete(new Delete(stream, ANY, forGood)))
                .isInstanceOf(DeleteResult.Deleted.class);
    }

    private static AppendResult.Appended appended(AppendResult result) {
        assertThat(result).isInstanceOf(AppendResult.Appended.class);
        return (AppendResult.Appended) result;
    }

    private ReadStreamResult read(StreamName stream) {
        return streams.readStream(
                new ReadStream(stream, Revision.FIRST, 100, Direction.FORWARD, true));
    }

    private ReadStreamResult.Page forward(StreamName stream, long from, int count) {
        ReadStreamResult result =
                streams.readStream(
                        new ReadStream(stream, Revision.of(from), count, Direction.FORWARD, true));
        assertThat(result).isInstanceOf(ReadStreamResult.Page.class);
        return (ReadStreamResult.Page) result;
    }

    private static List<Long> revisions(ReadStreamResult.Page page) {
        return page.events().stream().map(e -> e.original().revision().value()).toList();
    }
}
