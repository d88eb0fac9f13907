package dev.eventstore.server.grpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import io.kurrent.dbclient.AppendResponse;
import io.kurrent.dbclient.AppendStreamRequest;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.MultiStreamAppendResponse;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamNotFoundException;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.StreamTombstonedException;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** KurrentDB's append to several streams at once. */
@ExtendWith(RunningNode.class)
class MultiStreamAppendTest {
    private KurrentDBClient client;

    @BeforeEach
    void open(LocalNode node) {
        client =
                KurrentDBClient.create(
                        KurrentDBConnectionString.parseOrThrow(
                                "kurrentdb://" + node.uri().getAuthority() + "?tls=false"));
    }

    @AfterEach
    void close() throws Exception {
        client.shutdown().get();
    }

    @Test
    void all_streams_are_appended_to() throws Exception {
        EventData json =
                EventDataBuilder.json("a-happened", bytes("{\"n\":1}"))
                        .metadataAsBytes(bytes("{\"by\":\"me\"}"))
                        .build();
        EventData binary = EventDataBuilder.binary("b-happened", new byte[] {1}).build();

        MultiStreamAppendResponse response =
                append(
                        request("a", StreamState.noStream(), json),
                        request("b", StreamState.any(), binary, event()));

        assertThat(response.getResults())
                .extracting(AppendResponse::getStream)
                .containsExactly("a", "b");
        assertThat(response.getResults())
                .extracting(AppendResponse::getStreamRevision)
                .containsExactly(0L, 1L);
        RecordedEvent read =
                client.readStream("a", ReadStreamOptions.get())
                        .get()
                        .getEvents()
                        .getFirst()
                        .getEvent();
        assertThat(read.getEventType()).isEqualTo("a-happened");
        assertThat(read.getContentType()).isEqualTo("application/json");
        assertThat(new String(read.getUserMetadata(), StandardCharsets.UTF_8))
                .contains(
                        "\"by\":\"me\"",
                        "\"$schema.name\":\"a-happened\"",
                        "\"$schema.format\":\"Json\"");
        assertThat(response.getPosition()).isGreaterThan(read.getPosition().getCommitUnsigned());
    }

    @Test
    void a_conflict_on_one_stream_keeps_all_others_as_they_were() throws Exception {
        append(request("taken", StreamState.noStream(), event()));

        assertThatThrownBy(() ->
                        append(
                                request("free", StreamState.noStream(), event()),
                                request("taken", StreamState.noStream(), event())))
                .hasCauseInstanceOf(WrongExpectedVersionException.class);
        assertThatThrownBy(() -> client.readStream("free", ReadStreamOptions.get()).get())
                .hasCauseInstanceOf(StreamNotFoundException.class);
    }

    @Test
    void a_tombstone_is_told_as_such() throws Exception {
        append(request("gone", StreamState.noStream(), event()));
        client.tombstoneStream("gone").get();

        assertThatThrownBy(() -> append(request("gone", StreamState.any(), event())))
                .hasCauseInstanceOf(StreamTombstonedException.class);
    }

    @Test
    void a_stream_must_not_come_up_again_later() {
        assertThatThrownBy(() ->
                        append(
                                request("x", StreamState.any(), event()),
                                request("y", StreamState.any(), event()),
                                request("x", StreamState.any(), event())))
                .hasMessageContaining("ABORTED");
    }

    private MultiStreamAppendResponse append(AppendStreamRequest... requests) throws Exception {
        return client.multiStreamAppend(List.of(requests).iterator()).get(30, TimeUnit.SECONDS);
    }

    private static AppendStreamRequest request(
            String stream, StreamState state, EventData... events) {
        return new AppendStreamRequest(stream, List.of(events).iterator(), state);
    }

    private static EventData event() {
        return EventDataBuilder.json("thing-happened", bytes("{}")).build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
