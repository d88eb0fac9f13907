package dev.eventstore.server.scavenge;

import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogSnapshot;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Streams over a log, with a clock to turn and a scavenger to start. */
final class ScavengedStreams implements AutoCloseable {
    private final EventLog log;
    private final Streams streams;
    private final Scavenger scavenger;
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    ScavengedStreams(EventLog log) {
        this.log = log;
        streams = new Streams(log, () -> now, UUID::randomUUID);
        ScavengeHistory history =
                new ScavengeHistory(
                        streams, () -> now, Duration.ofDays(30), () -> "127.0.0.1:2113");
        scavenger = new Scavenger(log, history, () -> now, UUID::randomUUID);
    }

    EventLog log() {
        return log;
    }

    Streams streams() {
        return streams;
    }

    Scavenger scavenger() {
        return scavenger;
    }

    ScavengedStreams append(String stream, int count) {
        AppendResult result =
                streams.append(
                        new Append(
                                StreamName.of(stream),
                                ExpectedVersion.Belief.ANY,
                                Events.some(count)));
        assert result instanceof AppendResult.Appended : result;
        return this;
    }

    ScavengedStreams metadata(String stream, String json) {
        streams.append(
                new Append(
                        StreamName.of(stream).metastream(),
                        ExpectedVersion.Belief.ANY,
                        List.of(Events.metadata(json))));
        return this;
    }

    ScavengedStreams delete(String stream, boolean forGood) {
        streams.delete(new Delete(StreamName.of(stream), ExpectedVersion.Belief.ANY, forGood));
        return this;
    }

    ScavengedStreams pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** Runs one scavenge from beginning to end. */
    UUID scavenge() {
        if (scavenger.start(ScavengeSettings.FULL_SPEED) instanceof StartResult.Started(UUID id)) {
            awaitEnd();
            return id;
        }
        throw new AssertionError("A scavenge was running already.");
    }

    void awaitEnd() {
        await().atMost(Duration.ofSeconds(90)).until(() -> scavenger.current().isEmpty());
    }

    /** The revisions of a stream that are still stored, hidden or not. */
    List<Long> kept(String stream) {
        List<Long> revisions = new ArrayList<>();
        try (LogSnapshot snapshot = log.snapshot()) {
            snapshot.read(
                    StreamName.of(stream),
                    0,
                    Long.MAX_VALUE,
                    true,
                    event -> revisions.add(event.revision().value()));
        }
        return revisions;
    }

    /** The streams of all events that are stored, in the order of the log. */
    List<String> streamsInLog() {
        List<String> names = new ArrayList<>();
        try (LogSnapshot snapshot = log.snapshot()) {
            snapshot.readForward(Position.START, event -> names.add(event.stream().value()));
        }
        return names;
    }

    @Override
    public void close() {
        scavenger.close();
        log.close();
    }
}
