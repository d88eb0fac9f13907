package dev.eventstore.server.projection.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.projection.NewProjection;
import dev.eventstore.server.projection.ProjectionInfo;
import dev.eventstore.server.projection.ProjectionMode;
import dev.eventstore.server.projection.ProjectionResult;
import dev.eventstore.server.projection.ProjectionSettings;
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Subscriptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A database in memory with one projection: what is written, and what comes of it. */
final class Story implements AutoCloseable {
    private static final String NAME = "told";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventLog log = EventLog.inMemory();
    private final Streams streams = new Streams(log, InstantSource.system(), UUID::randomUUID);
    private final Projections projections =
            new Projections(
                    new ProjectionSettings(true, true, Duration.ofMinutes(5)),
                    streams,
                    new Subscriptions(new GuardedStreams(new WatchedStreams(streams, streams))),
                    UUID::randomUUID);

    Story() {
        projections.start();
    }

    /** Appends an event; single quotes stand for double ones. */
    Story event(String stream, String type, String body) {
        return event(stream, type, body, "");
    }

    /** Appends an event with metadata. */
    Story event(String stream, String type, String body, String metadata) {
        NewEvent event = new NewEvent(UUID.randomUUID(), type, true, text(body), text(metadata));
        streams.append(new Append(StreamName.of(stream), Belief.ANY, List.of(event)));
        return this;
    }

    /** Deletes a stream softly. */
    Story deleted(String stream) {
        streams.delete(new Delete(StreamName.of(stream), Belief.ANY, false));
        return this;
    }

    /** Starts a continuous projection, which may emit. */
    Story projected(String script) {
        NewProjection wanted =
                new NewProjection(
                        NAME, "JS", script, ProjectionMode.CONTINUOUS, true, true, true, false);
        assertThat(projections.create(Caller.SYSTEM, wanted))
                .isInstanceOf(ProjectionResult.Done.class);
        return this;
    }

    /** Expects the state of the whole. */
    Story state(String json) {
        return state("", json);
    }

    /** Expects the state of a partition. */
    Story state(String partition, String json) {
        await().untilAsserted(() ->
                assertThat(canonical(standing(partition).state()))
                        .as(() -> info().reason())
                        .isEqualTo(canonical(json)));
        return this;
    }

    /** Expects the result of a partition. */
    Story result(String partition, String json) {
        await().untilAsserted(() ->
                assertThat(canonical(standing(partition).result()))
                        .as(() -> info().reason())
                        .isEqualTo(canonical(json)));
        return this;
    }

    /** Expects what the events of a stream say, links as {@code 3@orders-1}. */
    Story stream(String stream, String... data) {
        List<String> expected = List.of(data).stream().map(Story::canonical).toList();
        await().untilAsserted(() ->
                assertThat(events(stream))
                        .as(() -> info().reason())
                        .extracting(event -> canonical(event.data().text()))
                        .containsExactlyElementsOf(expected));
        return this;
    }

    private List<RecordedEvent> events(String stream) {
        ReadStream all =
                new ReadStream(
                        StreamName.of(stream), Revision.FIRST, 1_000, Direction.FORWARD, false);
        return streams.readStream(all) instanceof ReadStreamResult.Page page
                ? page.events().stream().map(ResolvedEvent::original).toList()
                : List.of();
    }

    private Standing standing(String partition) {
        return projections.standing(NAME, partition).orElseThrow();
    }

    private ProjectionInfo info() {
        return projections.info(NAME).orElseThrow();
    }

    private static Payload text(String json) {
        return Payload.of(json.replace('\'', '"'));
    }

    /** JSON without regard to blanks; what is no JSON as it is. */
    private static String canonical(@Nullable String json) {
        String text = String.valueOf(json).replace('\'', '"');
        try {
            return text.startsWith("{") || text.startsWith("[")
                    ? JSON.readTree(text).toString()
                    : text;
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("No JSON: " + text, noJson);
        }
    }

    @Override
    public void close() {
        projections.close();
        log.close();
    }
}
