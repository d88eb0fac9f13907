package dev.eventstore.server.esjc;

import static dev.eventstore.server.esjc.Esjc.assertFails;
import static dev.eventstore.server.esjc.Esjc.event;
import static dev.eventstore.server.esjc.Esjc.events;
import static dev.eventstore.server.esjc.Esjc.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.msemys.esjc.EventData;
import com.github.msemys.esjc.ExpectedVersion;
import com.github.msemys.esjc.RecordedEvent;
import com.github.msemys.esjc.WriteResult;
import com.github.msemys.esjc.WriteStatus;
import com.github.msemys.esjc.operation.ServerErrorException;
import com.github.msemys.esjc.operation.StreamDeletedException;
import com.github.msemys.esjc.operation.WrongExpectedVersionException;
import dev.eventstore.server.fixture.IsolatedClient;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith({RunningNode.class, IsolatedClient.class})
class AppendTest {
    @Test
    void each_expected_version_means_what_it_says(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            assertFails(
                    client.store.appendToStream("s", ExpectedVersion.STREAM_EXISTS, events(1)),
                    WrongExpectedVersionException.class);
            assertThat(client.append("s", ExpectedVersion.NO_STREAM, events(3))).isEqualTo(2);
            assertThat(client.append("s", ExpectedVersion.ANY, events(1))).isEqualTo(3);
            assertThat(client.append("s", 3, events(2))).isEqualTo(5);
            assertThat(client.append("s", ExpectedVersion.STREAM_EXISTS, events(1))).isEqualTo(6);
            assertFails(
                    client.store.appendToStream("s", ExpectedVersion.NO_STREAM, events(1)),
                    WrongExpectedVersionException.class);
            assertFails(
                    client.store.appendToStream("s", 2, events(1)),
                    WrongExpectedVersionException.class);
            assertFails(
                    client.store.appendToStream("s", 99, events(1)),
                    WrongExpectedVersionException.class);
        }
    }

    @Test
    void a_refusal_tells_the_current_version(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("s", ExpectedVersion.NO_STREAM, events(3));
            Throwable refusal =
                    client.store
                            .appendToStream("s", 9, events(1))
                            .handle((_, failure) -> failure)
                            .get();
            assertThat(refusal.getCause() == null ? refusal : refusal.getCause())
                    .isInstanceOfSatisfying(
                            WrongExpectedVersionException.class,
                            wrong -> {
                                assertThat(wrong.currentVersion).isEqualTo(2);
                                assertThat(wrong.expectedVersion).isEqualTo(9);
                            });
            assertThat(get(client.store.tryAppendToStream("s", 9, events(1))).status)
                    .isEqualTo(WriteStatus.WrongExpectedVersion);
        }
    }

    @Test
    void a_repeat_changes_nothing(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            List<EventData> events = events(3);
            for (long expected :
                    new long[] {
                        ExpectedVersion.NO_STREAM, ExpectedVersion.ANY, ExpectedVersion.NO_STREAM
                    }) {
                assertThat(client.append("s", expected, events)).isEqualTo(2);
            }
            assertThat(get(client.store.readStreamEventsForward("s", 0, 10, false)).events)
                    .hasSize(3);
        }
    }

    @Test
    void no_events_only_check_the_version(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            assertThat(client.append("s", ExpectedVersion.NO_STREAM, List.of())).isEqualTo(-1);
            client.append("s", ExpectedVersion.ANY, events(2));
            assertThat(client.append("s", 1, List.of())).isEqualTo(1);
        }
    }

    @Test
    void an_append_tells_its_position(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            WriteResult first =
                    get(client.store.appendToStream("s", ExpectedVersion.ANY, events(1)));
            WriteResult second =
                    get(client.store.appendToStream("s", ExpectedVersion.ANY, events(1)));
            assertThat(second.logPosition).isGreaterThan(first.logPosition);
        }
    }

    @Test
    void what_was_written_is_read_byte_for_byte(LocalNode node) throws Exception {
        byte[] data = "{ \"größe\" : 1.50, \"🎈\": [ ] }".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[300];
        new Random(7).nextBytes(bytes);
        UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        String stream = "Заказы-日本-🎈";
        try (Esjc client = Esjc.of(node)) {
            client.append(
                    stream,
                    ExpectedVersion.NO_STREAM,
                    List.of(
                            EventData.newBuilder()
                                    .eventId(id)
                                    .type("тип")
                                    .jsonData(data)
                                    .jsonMetadata("{\"m\":1}")
                                    .build(),
                            EventData.newBuilder().type("raw").data(bytes).build()));
            RecordedEvent json = get(client.store.readEvent(stream, 0, false)).event.event;
            RecordedEvent raw = get(client.store.readEvent(stream, 1, false)).event.event;
            assertThat(json.eventStreamId).isEqualTo(stream);
            assertThat(json.eventId).isEqualTo(id);
            assertThat(json.eventType).isEqualTo("тип");
            assertThat(json.isJson).isTrue();
            assertThat(json.data).isEqualTo(data);
            assertThat(json.metadata).asString(StandardCharsets.UTF_8).isEqualTo("{\"m\":1}");
            assertThat(json.created).isNotNull();
            assertThat(raw.isJson).isFalse();
            assertThat(raw.data).isEqualTo(bytes);
            assertThat(raw.metadata).isEmpty();
        }
    }

    @Test
    void big_events_are_possible_and_too_big_ones_are_refused(LocalNode node) throws Exception {
        byte[] big = new byte[5 * 1024 * 1024];
        new Random(1).nextBytes(big);
        try (Esjc client = Esjc.of(node)) {
            List<EventData> events =
                    List.of(
                            EventData.newBuilder().type("big").data(big).build(),
                            EventData.newBuilder().type("big").data(big).build());
            client.append("big", ExpectedVersion.NO_STREAM, events);
            var page = get(client.store.readStreamEventsForward("big", 0, 10, false));
            assertThat(page.events).hasSize(2);
            assertThat(page.events.getLast().event.data).isEqualTo(big);
            EventData tooBig =
                    EventData.newBuilder().type("big").data(new byte[17 * 1024 * 1024]).build();
            assertFails(
                    client.store.appendToStream("big", ExpectedVersion.ANY, List.of(tooBig)),
                    ServerErrorException.class);
            assertThat(client.append("big", 1, events(1))).isEqualTo(2);
        }
    }

    @Test
    void nothing_can_be_appended_to_a_stream_with_a_tombstone(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            get(client.store.deleteStream("s", ExpectedVersion.NO_STREAM, true));
            for (long expected : new long[] {ExpectedVersion.ANY, ExpectedVersion.NO_STREAM, 5}) {
                assertFails(
                        client.store.appendToStream("s", expected, events(1)),
                        StreamDeletedException.class);
            }
        }
    }

    @Test
    void many_writers_at_once_each_get_their_own_revision(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            List<CompletableFuture<WriteResult>> results = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                results.add(
                        client.store.appendToStream(
                                "s", ExpectedVersion.ANY, event("{\"i\":" + i + "}")));
            }
            List<Long> revisions = new ArrayList<>();
            for (CompletableFuture<WriteResult> result : results) {
                revisions.add(get(result).nextExpectedVersion);
            }
            assertThat(revisions)
                    .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 500).boxed().toList());
        }
    }
}
