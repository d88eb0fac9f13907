package dev.eventstore.server.grpc.client;

import static dev.eventstore.server.grpc.client.StoreClient.ANY;
import static dev.eventstore.server.grpc.client.StoreClient.NO_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.grpc.client.StoreClient.Event;
import dev.eventstore.server.grpc.client.StoreClient.Filter;
import dev.eventstore.server.grpc.client.StoreClient.Seen;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every client library must get when it follows. */
abstract class FollowingContract {
    private static final int BEGINNING = -1;
    private static final int END = -2;

    private final StoreClient.Kind kind;
    private LocalNode node;
    private StoreClient client;
    @TempDir Path database;

    FollowingContract(StoreClient.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        node = LocalNode.in(database, "--insecure");
        client = kind.open(node.uri().getAuthority() + "?tls=false", false);
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    @Test
    void what_was_there_and_what_comes_is_one_row() throws Exception {
        client.append("row", NO_STREAM, Event.some(1_000));
        Heard heard = new Heard();

        try (AutoCloseable _ = client.subscribe("row", BEGINNING, heard)) {
            client.append("row", ANY, Event.some(500));
            await().until(() -> heard.events.size() == 1_500);
            client.append("row", ANY, Event.some(1));
            await().until(() -> heard.events.size() == 1_501);
        }

        assertThat(heard.events)
                .extracting(Seen::revision)
                .containsExactlyElementsOf(LongStream.range(0, 1_501).boxed().toList());
        assertThat(heard.caughtUp).hasPositiveValue();
    }

    @Test
    void a_subscription_begins_behind_what_is_known() throws Exception {
        client.append("known", NO_STREAM, Event.some(5));
        Heard behind = new Heard();
        Heard fresh = new Heard();
        Heard early = new Heard();

        try (AutoCloseable _ = client.subscribe("known", 2, behind);
                AutoCloseable _ = client.subscribe("known", END, fresh);
                AutoCloseable _ = client.subscribe("not-yet", BEGINNING, early)) {
            await().until(() -> fresh.caughtUp.get() > 0);
            client.append("known", ANY, Event.some(1));
            client.append("not-yet", NO_STREAM, Event.some(1));
            await().until(() -> behind.events.size() == 3 && early.events.size() == 1);
            await().until(() -> fresh.events.size() == 1);
        }

        assertThat(behind.events).extracting(Seen::revision).containsExactly(3L, 4L, 5L);
        assertThat(fresh.events).extracting(Seen::revision).containsExactly(5L);
    }

    @Test
    void a_filter_lets_through_what_is_wanted_and_tells_checkpoints() throws Exception {
        Heard prefix = new Heard();
        Heard regex = new Heard();
        Heard types = new Heard();

        try (AutoCloseable _ =
                        client.subscribeToAll(
                                BEGINNING, new Filter(false, false, "wanted-", 10), prefix);
                AutoCloseable _ =
                        client.subscribeToAll(
                                BEGINNING, new Filter(false, true, "^wanted-[ab]$", 10), regex);
                AutoCloseable _ =
                        client.subscribeToAll(
                                END, new Filter(true, true, "^[^\\$].*", 10), types)) {
            await().until(() -> types.caughtUp.get() > 0);
            client.append("other", ANY, Event.some(100));
            client.append("wanted-a", ANY, Event.some(1));
            client.append("wanted-c", ANY, Event.some(1));
            client.append("other", ANY, Event.some(100));
            client.append("wanted-b", ANY, Event.some(1));
            await().until(() -> prefix.events.size() == 3 && regex.events.size() == 2);
            await().until(() -> types.events.size() == 203);
        }

        assertThat(prefix.checkpoints).hasSizeGreaterThan(15).isSorted();
    }

    @Test
    void a_tombstone_ends_a_subscription() throws Exception {
        client.append("doomed", NO_STREAM, Event.some(1));
        Heard heard = new Heard();

        try (AutoCloseable _ = client.subscribe("doomed", BEGINNING, heard)) {
            await().until(() -> heard.events.size() == 1);
            client.tombstone("doomed", ANY);
            await().until(() -> heard.ends.get() > 0);
        }
    }

    @Test
    void a_node_that_comes_back_is_followed_on_from_where_one_was() throws Exception {
        Heard first = new Heard();
        client.subscribeToAll(END, null, first);
        await().until(() -> first.caughtUp.get() > 0);
        client.append("before", NO_STREAM, Event.some(3));
        await().until(() -> first.events.size() == 3);
        int port = node.uri().getPort();

        node.close();
        await().until(() -> first.ends.get() > 0);
        node = LocalNode.again(database, port, "--insecure");

        Heard second = new Heard();
        long known = first.events.getLast().position();
        try (StoreClient again = kind.open(node.uri().getAuthority() + "?tls=false", false);
                AutoCloseable _ = again.subscribeToAll(known, null, second)) {
            await().ignoreExceptions()
                    .until(() -> client.append("after", ANY, Event.some(2)).revision() >= 0);
            await().until(() -> second.events.size() >= 2);
        }
        assertThat(second.events).extracting(Seen::stream).containsOnly("after");
    }

    @Test
    void many_slow_followers_get_everything() throws Exception {
        for (int i = 0; i < 20; i++) {
            client.append("big", ANY, large());
        }
        AtomicInteger count = new AtomicInteger();
        StoreClient.Ear slow =
                event -> {
                    if (count.incrementAndGet() % 100 == 0) {
                        Thread.onSpinWait();
                    }
                };

        try (AutoCloseable _ = client.subscribe("big", BEGINNING, slow);
                AutoCloseable _ = client.subscribe("big", BEGINNING, slow);
                AutoCloseable _ = client.subscribe("big", BEGINNING, slow)) {
            await().until(() -> count.get() == 3_000);
        }
    }

    private static List<Event> large() {
        Payload data = Payload.of(new byte[10_000]);
        return LongStream.range(0, 50)
                .mapToObj(_ -> new Event(UUID.randomUUID(), "big", false, data, Payload.EMPTY))
                .toList();
    }

    /** Keeps what a subscription said. */
    private static final class Heard implements StoreClient.Ear {
        private final List<Seen> events = new CopyOnWriteArrayList<>();
        private final List<Long> checkpoints = new CopyOnWriteArrayList<>();
        private final AtomicInteger caughtUp = new AtomicInteger();
        private final AtomicInteger ends = new AtomicInteger();

        @Override
        public void event(Seen event) {
            events.add(event);
        }

        @Override
        public void caughtUp() {
            caughtUp.incrementAndGet();
        }

        @Override
        public void checkpoint(long position) {
            checkpoints.add(position);
        }

        @Override
        public void ended(@Nullable Throwable why) {
            ends.incrementAndGet();
        }
    }
}
