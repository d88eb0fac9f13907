package dev.eventstore.server.grpc.client;

import static dev.eventstore.server.grpc.client.StoreClient.ANY;
import static dev.eventstore.server.grpc.client.StoreClient.NO_STREAM;
import static dev.eventstore.server.grpc.client.StoreClient.STREAM_EXISTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.grpc.client.StoreClient.Done;
import dev.eventstore.server.grpc.client.StoreClient.Event;
import dev.eventstore.server.grpc.client.StoreClient.Failed;
import dev.eventstore.server.grpc.client.StoreClient.Reading;
import dev.eventstore.server.grpc.client.StoreClient.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every client library must get: appends, reads and deletes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {
    private final StoreClient.Kind kind;
    private LocalNode node;
    private StoreClient client;
    private StoreClient admin;

    StoreContract(StoreClient.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start() {
        node = LocalNode.inMemory();
        client = kind.open(authority() + "?tls=false", false);
        admin = kind.open("admin:changeit@" + authority() + "?tls=false", true);
    }

    @AfterAll
    void stop() {
        client.close();
        admin.close();
        node.close();
    }

    @Test
    void events_come_back_as_they_were_appended() {
        Event json =
                new Event(
                        UUID.randomUUID(),
                        "größe-geändert",
                        true,
                        Payload.of("{\"größe\":\"Ω\"}"),
                        Payload.of("{\"by\":\"me\"}"));
        Event binary =
                new Event(
                        UUID.randomUUID(),
                        "raw",
                        false,
                        Payload.of(new byte[] {1, 2, 3}),
                        Payload.EMPTY);
        Instant before = Instant.now();

        Done done = client.append("kept", NO_STREAM, List.of(json, binary));

        assertThat(done.revision()).isEqualTo(1);
        List<Seen> seen = client.read("kept", Reading.ALL);
        assertThat(seen).hasSize(2);
        Seen first = seen.getFirst();
        assertThat(first.stream()).isEqualTo("kept");
        assertThat(first.revision()).isZero();
        assertThat(first.id()).isEqualTo(json.id());
        assertThat(first.type()).isEqualTo("größe-geändert");
        assertThat(first.contentType()).isEqualTo("application/json");
        assertThat(first.data()).isEqualTo("{\"größe\":\"Ω\"}");
        // One of the libraries adds ids for tracing.
        assertThat(first.metadata()).startsWith("{\"by\":\"me\"");
        assertThat(first.created()).isBetween(before.minusMillis(1), Instant.now().plusMillis(1));
        assertThat(seen.getLast().contentType()).isEqualTo("application/octet-stream");
        assertThat(seen.getLast().data()).isEqualTo("\u0001\u0002\u0003");
        assertThat(seen.getLast().position()).isEqualTo(done.position());
    }

    @Test
    void a_stream_may_have_any_name() {
        String name = "straße/日本 語-\uD83D\uDE80?&%41";

        client.append(name, NO_STREAM, Event.some(1));

        assertThat(client.read(name, Reading.ALL).getFirst().stream()).isEqualTo(name);
        assertThatThrownBy(() -> client.append(name, NO_STREAM, Event.some(1)))
                .isInstanceOf(Failed.class)
                .hasMessage("wrong, at 0");
    }

    @Test
    void what_a_writer_believes_is_checked() {
        refused("wrong, at -1", () -> client.append("beliefs", STREAM_EXISTS, Event.some(1)));
        refused("wrong, at -1", () -> client.append("beliefs", 0, Event.some(1)));
        assertThat(client.append("beliefs", NO_STREAM, Event.some(2)).revision()).isEqualTo(1);
        refused("wrong, at 1", () -> client.append("beliefs", NO_STREAM, Event.some(1)));
        refused("wrong, at 1", () -> client.append("beliefs", 5, Event.some(1)));
        assertThat(client.append("beliefs", STREAM_EXISTS, Event.some(1)).revision()).isEqualTo(2);
        assertThat(client.append("beliefs", 2, Event.some(1)).revision()).isEqualTo(3);
        assertThat(client.append("beliefs", ANY, Event.some(1)).revision()).isEqualTo(4);
    }

    @Test
    void a_repeated_append_changes_nothing() {
        List<Event> events = Event.some(3);
        client.append("again", NO_STREAM, events);

        assertThat(client.append("again", NO_STREAM, events).revision()).isEqualTo(2);
        assertThat(client.append("again", ANY, events).revision()).isEqualTo(2);
        assertThat(client.read("again", Reading.ALL)).hasSize(3);
    }

    @Test
    void an_append_of_nothing_tells_where_the_stream_is() {
        client.append("nothing", NO_STREAM, Event.some(2));

        assertThat(client.append("nothing", 1, List.of()).revision()).isEqualTo(1);
        assertThat(client.append("never", ANY, List.of()).revision()).isEqualTo(-1);
    }

    @Test
    void a_stream_is_read_in_both_directions_from_anywhere() {
        client.append("pages", NO_STREAM, Event.some(1_000));

        assertThat(revisions("pages", new Reading(true, -1, Long.MAX_VALUE, false)))
                .hasSize(1_000)
                .isSorted();
        assertThat(revisions("pages", new Reading(true, 997, 10, false)))
                .containsExactly(997L, 998L, 999L);
        assertThat(revisions("pages", new Reading(true, 3, 2, false))).containsExactly(3L, 4L);
        assertThat(revisions("pages", new Reading(false, -1, 2, false)))
                .containsExactly(999L, 998L);
        assertThat(revisions("pages", new Reading(false, 1, 10, false))).containsExactly(1L, 0L);
        assertThat(revisions("pages", new Reading(true, 5_000, 10, false))).isEmpty();
        assertThat(revisions("pages", new Reading(false, -1, Long.MAX_VALUE, false)))
                .hasSize(1_000);
    }

    @Test
    void a_stream_that_is_not_there_is_not_found() {
        refused("not found", () -> client.read("nowhere", Reading.ALL));
        refused("not found", () -> client.read("nowhere", Reading.NEWEST));
    }

    @Test
    void a_soft_deleted_stream_comes_back_with_its_numbering() {
        client.append("soft", NO_STREAM, Event.some(3));
        client.delete("soft", 2);

        refused("not found", () -> client.read("soft", Reading.ALL));
        assertThat(client.append("soft", NO_STREAM, Event.some(1)).revision()).isEqualTo(3);
        assertThat(revisions("soft", Reading.ALL)).containsExactly(3L);
    }

    @Test
    void a_tombstone_is_for_good() {
        client.append("hard", NO_STREAM, Event.some(1));
        client.tombstone("hard", 0);

        refused("deleted", () -> client.append("hard", ANY, Event.some(1)));
        refused("deleted", () -> client.tombstone("hard", ANY));
        assertThatThrownBy(() -> client.read("hard", Reading.ALL)).isInstanceOf(Failed.class);
    }

    @Test
    void deletes_check_what_is_believed() {
        client.append("guarded", NO_STREAM, Event.some(3));

        refused("wrong, at 2", () -> client.delete("guarded", 0));
        refused("wrong, at 2", () -> client.tombstone("guarded", 7));
        refused("wrong, at -1", () -> client.tombstone("guarded-not", STREAM_EXISTS));
        assertThat(client.read("guarded", Reading.ALL)).hasSize(3);
    }

    @Test
    void metadata_hides_events() {
        client.append("bounded", NO_STREAM, Event.some(600));
        assertThat(client.maxCount("bounded")).isNull();

        client.setMaxCount("bounded", 2);

        assertThat(client.maxCount("bounded")).isEqualTo(2);
        assertThat(revisions("bounded", Reading.ALL)).containsExactly(598L, 599L);
        assertThat(revisions("bounded", new Reading(false, -1, 10, false)))
                .containsExactly(599L, 598L);
    }

    @Test
    void links_are_followed_on_request() {
        client.append("targets", NO_STREAM, Event.some(2));
        Event link =
                new Event(UUID.randomUUID(), "$>", false, Payload.of("1@targets"), Payload.EMPTY);
        Event broken =
                new Event(UUID.randomUUID(), "$>", false, Payload.of("9@targets"), Payload.EMPTY);
        client.append("links", NO_STREAM, List.of(link, broken));

        List<Seen> plain = client.read("links", Reading.ALL);
        List<Seen> followed = client.read("links", new Reading(true, -1, Long.MAX_VALUE, true));

        assertThat(plain).extracting(Seen::data).containsExactly("1@targets", "9@targets");
        assertThat(followed).extracting(Seen::target).containsExactly("1@targets", null);
    }

    @Test
    void large_events_go_through_and_too_large_ones_are_refused() {
        byte[] large = new byte[1_000_000];
        large[999_999] = 'x';

        client.append(
                "large",
                NO_STREAM,
                List.of(
                        new Event(
                                UUID.randomUUID(),
                                "big",
                                false,
                                Payload.of(large),
                                Payload.EMPTY)));

        assertThat(client.read("large", Reading.ALL).getFirst().data()).endsWith("x");
        byte[] tooLarge = new byte[1_048_577];
        refused(
                "INVALID_ARGUMENT",
                () ->
                        client.append(
                                "large",
                                ANY,
                                List.of(
                                        new Event(
                                                UUID.randomUUID(),
                                                "big",
                                                false,
                                                Payload.of(tooLarge),
                                                Payload.EMPTY))));
    }

    @Test
    void everything_is_for_administrators() {
        admin.append("in-all", ANY, Event.some(2));

        refused("PERMISSION_DENIED", () -> client.readAll(Reading.ALL));
        refused("PERMISSION_DENIED", () -> client.read("$users", Reading.ALL));
        refused("PERMISSION_DENIED", () -> client.append("$mine", ANY, Event.some(1)));
        List<Seen> all = admin.readAll(Reading.ALL);
        assertThat(all).extracting(Seen::position).isSorted().doesNotHaveDuplicates();
        assertThat(all.getFirst().position()).isEqualTo(1);
        List<Seen> newest = admin.readAll(new Reading(false, -1, 2, false));
        assertThat(newest.getFirst().position()).isGreaterThan(newest.getLast().position());
        long at = newest.getLast().position();
        assertThat(admin.readAll(new Reading(true, at, 1, false)).getFirst().position())
                .isEqualTo(at);
        assertThat(admin.readAll(new Reading(false, at, 1, false)).getFirst().position())
                .isEqualTo(at - 1);
    }

    @Test
    void wrong_credentials_are_told() {
        try (StoreClient stranger = kind.open("admin:wrong@" + authority() + "?tls=false", false)) {
            refused("UNAUTHENTICATED", () -> stranger.append("any", ANY, Event.some(1)));
        }
    }

    @Test
    void many_writers_at_once_lose_nothing() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                writers.add(
                        threads.submit(() -> {
                            for (int n = 0; n < 50; n++) {
                                client.append("crowd", ANY, Event.some(1));
                            }
                        }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        assertThat(client.read("crowd", Reading.ALL)).hasSize(400);
    }

    @Test
    void the_version_is_three_numbers() {
        assertThat(client.serverVersion()).isEqualTo("26.1.0");
    }

    private String authority() {
        return node.uri().getAuthority();
    }

    private List<Long> revisions(String stream, Reading reading) {
        return client.read(stream, reading).stream().map(Seen::revision).toList();
    }

    private static void refused(String kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Failed.class).hasMessage(kind);
    }
}
