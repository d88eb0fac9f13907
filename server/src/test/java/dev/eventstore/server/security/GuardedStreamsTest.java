package dev.eventstore.server.security;

import static dev.eventstore.server.security.OpenStreams.event;
import static dev.eventstore.server.security.OpenStreams.one;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.MultiAppendResult;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedStreamsTest {
    private static final StreamName ORDERS = StreamName.of("orders");
    private static final StreamName SYSTEM = StreamName.of("$internal");
    private static final Caller ANONYMOUS = Caller.ANONYMOUS;
    private static final Caller ANN = new Caller("ann", Set.of("ann", "sales"));
    private static final Caller BEN = new Caller("ben", Set.of("ben"));
    private static final Caller OPS = new Caller("ops", Set.of("ops", Caller.OPERATIONS));
    private static final Caller ADMIN = new Caller("admin", Set.of("admin", Caller.ADMINS));

    private final OpenStreams open = new OpenStreams();
    private final GuardedStreams guarded = new GuardedStreams(open.streams);

    @AfterEach
    void close() {
        open.close();
    }

    @Nested
    class Without_any_rule {
        @Test
        void everybody_may_do_everything_with_an_ordinary_stream() {
            assertThat(mayAppend(ANONYMOUS, ORDERS)).isTrue();
            assertThat(mayRead(ANONYMOUS, ORDERS)).isTrue();
            assertThat(mayAppend(ANONYMOUS, ORDERS.metastream())).isTrue();
            assertThat(mayReadMetadata(ANONYMOUS, ORDERS)).isTrue();
            assertThat(mayDelete(ANONYMOUS, ORDERS)).isTrue();
        }

        @Test
        void system_streams_belong_to_administrators() {
            open.fill(SYSTEM);
            for (Caller caller : List.of(ANONYMOUS, ANN, OPS)) {
                assertThat(mayRead(caller, SYSTEM)).isFalse();
                assertThat(mayAppend(caller, SYSTEM)).isFalse();
                assertThat(mayAppend(caller, SYSTEM.metastream())).isFalse();
                assertThat(mayReadMetadata(caller, SYSTEM)).isFalse();
                assertThat(mayDelete(caller, SYSTEM)).isFalse();
            }
            assertThat(mayRead(ADMIN, SYSTEM)).isTrue();
            assertThat(mayAppend(ADMIN, SYSTEM)).isTrue();
            assertThat(mayDelete(ADMIN, SYSTEM)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"$ce-order", "$et-shipped", "$bc-1", "$category-order", "$streams"})
        void everybody_may_read_the_indexes_of_the_standard_projections(String index) {
            StreamName stream = StreamName.of(index);
            open.fill(stream);
            assertThat(mayRead(BEN, stream)).isTrue();
            assertThat(mayAppend(BEN, stream)).isFalse();
        }

        @Test
        void only_administrators_read_everything() {
            open.fill(ORDERS);
            assertThat(mayReadAll(ANN)).isFalse();
            assertThat(mayReadAll(OPS)).isFalse();
            assertThat(mayReadAll(ADMIN)).isTrue();
        }
    }

    @Nested
    class With_an_access_list_of_the_stream {
        @Test
        void each_right_has_its_own_holders() {
            open.fill(ORDERS);
            open.acl(
                    ORDERS,
                    """
                    {"$r":["ann","ben"],"$w":"sales","$d":"$admins","$mr":"ben","$mw":"$ops"}\
                    """);

            assertThat(mayRead(ANN, ORDERS)).isTrue();
            assertThat(mayRead(BEN, ORDERS)).isTrue();
            assertThat(mayRead(OPS, ORDERS)).isFalse();
            assertThat(mayAppend(ANN, ORDERS)).isTrue();
            assertThat(mayAppend(BEN, ORDERS)).isFalse();
            assertThat(mayReadMetadata(BEN, ORDERS)).isTrue();
            assertThat(mayReadMetadata(ANN, ORDERS)).isFalse();
            assertThat(mayRead(BEN, ORDERS.metastream())).isTrue();
            assertThat(mayRead(ANN, ORDERS.metastream())).isFalse();
            assertThat(mayAppend(BEN, ORDERS.metastream())).isFalse();
            assertThat(mayDelete(ANN, ORDERS)).isFalse();
            assertThat(mayDelete(ADMIN, ORDERS)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "\"\"", "\"nobody\""})
        void a_list_without_holders_leaves_administrators(String holders) {
            open.fill(ORDERS);
            open.acl(ORDERS, "{\"$r\":" + holders + "}");
            assertThat(mayRead(ANONYMOUS, ORDERS)).isFalse();
            assertThat(mayRead(ANN, ORDERS)).isFalse();
            assertThat(mayRead(ADMIN, ORDERS)).isTrue();
        }

        @Test
        void it_holds_before_the_stream_has_events() {
            open.acl(ORDERS, "{\"$r\":\"ann\",\"$w\":\"ann\"}");
            assertThat(mayRead(BEN, ORDERS)).isFalse();
            assertThat(mayRead(ANN, ORDERS)).isTrue();
            assertThat(mayAppend(BEN, ORDERS)).isFalse();
        }

        @Test
        void a_soft_delete_removes_it() {
            open.fill(ORDERS);
            open.acl(ORDERS, "{\"$r\":\"ann\",\"$w\":\"ann\"}");
            assertThat(mayDelete(ADMIN, ORDERS)).isTrue();
            assertThat(mayRead(BEN, ORDERS)).isTrue();
            assertThat(mayAppend(BEN, ORDERS)).isTrue();
        }

        @Test
        void it_may_open_everything_to_readers() {
            open.fill(ORDERS);
            open.acl(SystemStreams.ALL, "{\"$r\":\"ann\"}");
            assertThat(mayReadAll(ANN)).isTrue();
            assertThat(mayReadAll(BEN)).isFalse();
        }
    }

    @Nested
    class With_settings {
        @Test
        void they_count_where_the_stream_says_nothing() {
            open.settings("{\"$userStreamAcl\":{\"$r\":\"ann\"}}");
            open.fill(ORDERS);
            assertThat(mayRead(ANN, ORDERS)).isTrue();
            assertThat(mayRead(BEN, ORDERS)).isFalse();
            assertThat(mayAppend(BEN, ORDERS)).isTrue();

            open.acl(ORDERS, "{\"$r\":\"$all\"}");
            assertThat(mayRead(BEN, ORDERS)).isTrue();
        }

        @Test
        void they_count_for_system_streams_apart() {
            open.settings("{\"$systemStreamAcl\":{\"$r\":\"$all\"}}");
            open.fill(SYSTEM);
            assertThat(mayRead(BEN, SYSTEM)).isTrue();
            assertThat(mayAppend(BEN, SYSTEM)).isFalse();
        }

        @Test
        void a_change_acts_at_once() {
            open.fill(ORDERS);
            assertThat(mayRead(BEN, ORDERS)).isTrue();
            open.settings("{\"$userStreamAcl\":{\"$r\":\"ann\"}}");
            assertThat(mayRead(BEN, ORDERS)).isFalse();
            open.settings("{\"$userStreamAcl\":{\"$r\":[\"ann\",\"ben\"]}}");
            assertThat(mayRead(BEN, ORDERS)).isTrue();
            open.streams.delete(new Delete(SystemStreams.SETTINGS, Belief.ANY, false));
            assertThat(mayRead(ANONYMOUS, ORDERS)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"no json", "[]", "7", "{\"$userStreamAcl\":\"ann\"}", ""})
        void unreadable_ones_count_as_none(String document) {
            open.settings(document);
            open.fill(ORDERS);
            open.fill(SYSTEM);
            assertThat(mayRead(BEN, ORDERS)).isTrue();
            assertThat(mayRead(BEN, SYSTEM)).isFalse();
        }
    }

    @Nested
    class Nobody {
        @Test
        void writes_to_or_deletes_the_stream_of_everything() {
            assertThat(mayAppend(ADMIN, SystemStreams.ALL)).isFalse();
            assertThat(mayAppend(Caller.SYSTEM, SystemStreams.ALL)).isFalse();
            assertThat(mayDelete(ADMIN, SystemStreams.ALL)).isFalse();
            assertThat(mayAppend(ADMIN, SystemStreams.ALL.metastream())).isTrue();
        }

        @Test
        void deletes_a_metastream() {
            open.acl(ORDERS, "{}");
            assertThat(mayDelete(ADMIN, ORDERS.metastream())).isFalse();
            assertThat(mayDelete(ANN, ORDERS.metastream())).isFalse();
        }

        @Test
        void writes_metadata_of_metadata() {
            assertThat(mayAppend(ADMIN, ORDERS.metastream().metastream())).isFalse();
        }
    }

    @Nested
    class A_link {
        private final StreamName links = StreamName.of("links");

        @Test
        void to_a_closed_stream_closes_the_page_that_would_show_it() {
            open.fill(ORDERS);
            open.acl(ORDERS, "{\"$r\":\"ann\"}");
            open.fill(links);
            open.append(links, event(SystemEventTypes.LINK, "0@orders"));

            assertThat(page(BEN, links, true)).isEqualTo(new ReadStreamResult.AccessDenied(ORDERS));
            assertThat(page(ANN, links, true)).isInstanceOf(ReadStreamResult.Page.class);
            assertThat(page(ADMIN, links, true)).isInstanceOf(ReadStreamResult.Page.class);
            assertThat(page(BEN, links, false)).isInstanceOf(ReadStreamResult.Page.class);
            assertThat(guarded.on(BEN).readEvent(new ReadEvent(links, 1, true)))
                    .isEqualTo(new ReadEventResult.AccessDenied(ORDERS));
            assertThat(guarded.on(BEN).readEvent(new ReadEvent(links, 0, true)))
                    .isInstanceOf(ReadEventResult.Found.class);
        }

        @Test
        void to_a_closed_stream_does_not_tell_that_its_target_is_missing() {
            open.acl(ORDERS, "{\"$r\":\"ann\"}");
            open.append(links, event(SystemEventTypes.LINK, "0@orders"));
            assertThat(page(BEN, links, true)).isEqualTo(new ReadStreamResult.AccessDenied(ORDERS));
        }

        @Test
        void counts_among_everything_too() {
            open.acl(SystemStreams.ALL, "{\"$r\":\"$all\"}");
            open.fill(ORDERS);
            open.acl(ORDERS, "{\"$r\":\"ann\"}");
            open.append(links, event(SystemEventTypes.LINK, "0@orders"));
            assertThat(mayReadAll(ANN)).isTrue();
            assertThat(mayReadAll(BEN)).isFalse();
        }
    }

    @Test
    void an_append_to_several_streams_needs_the_right_to_each() {
        open.acl(ORDERS, "{\"$w\":\"ann\"}");
        var parts = List.of(one(StreamName.of("open")), one(ORDERS));
        assertThat(guarded.on(BEN).appendToMany(parts))
                .isEqualTo(new MultiAppendResult.Refused(1, new AppendResult.AccessDenied(ORDERS)));
        assertThat(page(ADMIN, StreamName.of("open"), false))
                .isInstanceOf(ReadStreamResult.NoStream.class);
        assertThat(guarded.on(ANN).appendToMany(parts))
                .isInstanceOf(MultiAppendResult.Appended.class);
    }

    @Test
    void what_was_appended_and_read_is_counted_for_the_caller() {
        open.acl(ORDERS, "{\"$w\":\"ann\"}");
        StreamName links = StreamName.of("links");
        open.acl(links, "{\"$r\":\"ann\"}");
        var counter = new Counted();
        StreamOperations streams = guarded.on(ANN.countedBy(counter));
        Append append = one(ORDERS);

        streams.append(append);
        streams.append(append);
        streams.appendLater(one(ORDERS)).join();
        streams.appendToMany(List.of(one(ORDERS), one(StreamName.of("open"))));
        guarded.on(BEN.countedBy(counter)).append(one(ORDERS));
        assertThat(counter.appended).hasValue(4);

        open.append(links, event(SystemEventTypes.LINK, "0@orders"));
        ReadStream page = new ReadStream(ORDERS, Revision.FIRST, 2, Direction.FORWARD, true);
        streams.readStream(page);
        streams.readEvent(new ReadEvent(ORDERS, 0, true));
        streams.readEvent(new ReadEvent(ORDERS, 99, true));
        guarded.on(BEN.countedBy(counter)).readEvent(new ReadEvent(links, 0, false));
        assertThat(counter.read).hasValue(3);
        guarded.on(ADMIN.countedBy(counter))
                .readAll(new ReadAll(Position.START, 4, Direction.FORWARD, false));
        assertThat(counter.read).hasValue(7);
    }

    /** A counter to be asked. */
    private static final class Counted implements EventCounter {
        private final AtomicLong appended = new AtomicLong();
        private final AtomicLong read = new AtomicLong();

        @Override
        public void appended(long events) {
            appended.addAndGet(events);
        }

        @Override
        public void read(long events) {
            read.addAndGet(events);
        }
    }

    private boolean mayRead(Caller caller, StreamName stream) {
        boolean byPage = !(page(caller, stream, true) instanceof ReadStreamResult.AccessDenied);
        boolean byEvent =
                !(guarded.on(caller).readEvent(new ReadEvent(stream, 0, true))
                        instanceof ReadEventResult.AccessDenied);
        assertThat(byEvent).isEqualTo(byPage);
        assertThat(guarded.mayRead(caller, stream)).isEqualTo(byPage);
        return byPage;
    }

    private ReadStreamResult page(Caller caller, StreamName stream, boolean resolveLinks) {
        return guarded.on(caller)
                .readStream(
                        new ReadStream(
                                stream, Revision.FIRST, 10, Direction.FORWARD, resolveLinks));
    }

    private boolean mayReadAll(Caller caller) {
        return guarded.on(caller).readAll(new ReadAll(Position.START, 100, Direction.FORWARD, true))
                instanceof ReadAllResult.Page;
    }

    private boolean mayReadMetadata(Caller caller, StreamName stream) {
        return guarded.on(caller).metadata(stream) instanceof MetadataResult.InForce;
    }

    private boolean mayAppend(Caller caller, StreamName stream) {
        return !(guarded.on(caller).append(one(stream)) instanceof AppendResult.AccessDenied);
    }

    private boolean mayDelete(Caller caller, StreamName stream) {
        return !(guarded.on(caller).delete(new Delete(stream, Belief.ANY, false))
                instanceof DeleteResult.AccessDenied);
    }
}
