package dev.eventstore.server.scavenge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.StreamOperations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What scavenges tell about themselves, in the streams and words of Event Store 5: each has a
 * stream {@code $scavenges-ID}; {@code $scavenges} links to the beginnings and ends. Whatever is
 * told twice, since a crash came in between, is written once. Safe for any thread.
 */
public final class ScavengeHistory {
    private static final Logger logger = LoggerFactory.getLogger(ScavengeHistory.class);
    private static final int NANOS_PER_STEP = 100;

    private final StreamOperations streams;
    private final InstantSource clock;
    private final Duration maxAge;
    private final Supplier<String> endpoint;

    /**
     * @param streams where the history is written, without asking for permission
     * @param maxAge how long it is kept
     * @param endpoint address and port of the node, asked for when there is something to tell
     */
    public ScavengeHistory(
            StreamOperations streams,
            InstantSource clock,
            Duration maxAge,
            Supplier<String> endpoint) {
        this.streams = streams;
        this.clock = clock;
        this.maxAge = maxAge;
        this.endpoint = endpoint;
    }

    void started(Progress progress) {
        StreamName own = streamOf(progress.id());
        govern(SystemStreams.SCAVENGES);
        govern(own);
        ObjectNode data = data(progress);
        data.put("alwaysKeepScavenged", false);
        data.put("mergeChunks", false);
        data.put("startFromChunk", 0);
        data.put("threads", 1);
        data.put("throttlePercent", progress.settings().throttlePercent());
        data.put("lastPosition", progress.upTo());
        link(progress, own, tell(progress, own, "$scavengeStarted", "", data));
    }

    /**
     * @param began when it began with the chunk
     */
    void chunkCompleted(Progress progress, long chunk, Instant began) {
        ObjectNode data = data(progress);
        data.put("chunkStartNumber", chunk);
        data.put("chunkEndNumber", chunk);
        data.put("firstPosition", chunk * Progress.CHUNK_POSITIONS + 1);
        data.put("lastPosition", progress.next() - 1);
        data.put("timeTaken", span(since(began)));
        data.put("wasScavenged", !progress.inChunk().isNone());
        data.put("eventsRemoved", progress.inChunk().events());
        data.put("spaceSaved", progress.inChunk().bytes());
        data.put("errorMessage", "");
        StreamName own = streamOf(progress.id());
        tell(progress, own, "$scavengeChunksCompleted", Long.toString(chunk), data);
    }

    /**
     * @param began when it began to give space back
     * @param bytesFreed by how much the file shrank, 0 or more
     */
    void indexCompleted(Progress progress, Instant began, long bytesFreed) {
        ObjectNode data = data(progress);
        data.put("level", 0);
        data.put("index", 0);
        data.put("timeTaken", span(since(began)));
        data.put("wasScavenged", true);
        data.put("spaceSaved", bytesFreed);
        data.put("errorMessage", "");
        tell(progress, streamOf(progress.id()), "$scavengeIndexCompleted", "", data);
    }

    void completed(Progress progress, Ending ending) {
        ObjectNode data = data(progress);
        data.put("result", ending.result());
        data.put("error", ending instanceof Ending.Failed(var reason) ? reason : "");
        data.put("timeTaken", span(since(progress.started())));
        data.put("eventsRemoved", progress.total().events());
        data.put("spaceSaved", progress.total().bytes());
        StreamName own = streamOf(progress.id());
        link(progress, own, tell(progress, own, "$scavengeCompleted", "", data));
    }

    static StreamName streamOf(UUID scavenge) {
        return StreamName.of(SystemStreams.SCAVENGES + "-" + scavenge);
    }

    /** Sees to it that operators can read the stream and old events go. */
    private void govern(StreamName stream) {
        if (streams.metadata(stream) instanceof MetadataResult.InForce now
                && !maxAge.equals(now.metadata().maxAge())) {
            ObjectNode metadata = JsonNodeFactory.instance.objectNode();
            metadata.put("$maxAge", maxAge.toSeconds());
            metadata.putObject("$acl").put("$r", "$ops");
            NewEvent event =
                    event(
                            SystemEventTypes.METADATA,
                            stream + "@" + now.revision(),
                            Payload.of(metadata.toString()));
            append(stream.metastream(), event);
        }
    }

    private ObjectNode data(Progress progress) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("scavengeId", progress.id().toString());
        data.put("nodeEndpoint", endpoint.get());
        return data;
    }

    /**
     * Appends an event to the scavenge's own stream.
     *
     * @param which tells it from others of its type
     * @return its revision, −1 if it could not be appended
     */
    private long tell(
            Progress progress, StreamName own, String type, String which, ObjectNode data) {
        NewEvent event = event(type, progress.id() + type + which, Payload.of(data.toString()));
        return append(own, event) instanceof AppendResult.Appended appended ? appended.first() : -1;
    }

    private void link(Progress progress, StreamName own, long revision) {
        if (revision < 0) {
            return;
        }
        String target = new Link(revision, own).text();
        NewEvent link =
                new NewEvent(
                        id(progress.id() + target),
                        SystemEventTypes.LINK,
                        false,
                        Payload.of(target),
                        Payload.EMPTY);
        append(SystemStreams.SCAVENGES, link);
    }

    private AppendResult append(StreamName stream, NewEvent event) {
        AppendResult result =
                streams.append(new Append(stream, ExpectedVersion.Belief.ANY, List.of(event)));
        if (!(result instanceof AppendResult.Appended)) {
            logger.warn("The history of scavenges lacks an event in {}: {}", stream, result);
        }
        return result;
    }

    private static NewEvent event(String type, String identity, Payload data) {
        return new NewEvent(id(identity), type, true, data, Payload.EMPTY);
    }

    /** The same for the same, so that a repeat is recognised. */
    private static UUID id(String identity) {
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }

    /** A time span as .NET writes it: {@code 1.02:03:04.0050000}. */
    private static String span(Duration taken) {
        Duration span = taken.isNegative() ? Duration.ZERO : taken;
        String days = span.toDays() > 0 ? span.toDays() + "." : "";
        return days
                + String.format(
                        Locale.ROOT,
                        "%02d:%02d:%02d.%07d",
                        span.toHoursPart(),
                        span.toMinutesPart(),
                        span.toSecondsPart(),
                        span.toNanosPart() / NANOS_PER_STEP);
    }

    private Duration since(Instant began) {
        return Duration.between(began, clock.instant());
    }
}
