package dev.eventstore.server.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams that a projection has written to lately. One thread at a time. */
final class Targets {
    private static final Logger logger = LoggerFactory.getLogger(Targets.class);
    private static final int KEPT_MAX = 20_000;
    private static final int COMPARED_MAX = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A new system stream can be read by everybody, as v5 made it. */
    private static final Payload READABLE =
            Payload.of("{\"$acl\":{\"$r\":\"$all\",\"$mr\":\"$all\"}}");

    private final StreamOperations streams;
    private final ProjectionVersion version;
    private final Map<StreamName, Target> kept =
            new LinkedHashMap<>(1_024, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<StreamName, Target> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    Targets(StreamOperations streams, ProjectionVersion version) {
        this.streams = streams;
        this.version = version;
    }

    /**
     * A stream, looked up if it is not known.
     *
     * @throws ProjectionFault if somebody else writes there
     */
    Target of(StreamName stream) {
        Target known = kept.get(stream);
        if (known == null) {
            known = look(stream);
            kept.put(stream, known);
        }
        return known;
    }

    /** Answers whether a stream ends with what this projection has to write, or the end of it. */
    boolean endsWith(StreamName stream, List<Emitted> written) {
        List<Emitted> last = written.reversed();
        int count = Math.min(last.size(), COMPARED_MAX);
        ReadStream read = new ReadStream(stream, Revision.MAX, count, Direction.BACKWARD, false);
        if (!(streams.readStream(read) instanceof ReadStreamResult.Page page)
                || page.events().size() < count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            RecordedEvent event = page.events().get(i).original();
            boolean isOurs =
                    Trace.of(event.metadata()).filter(trace -> trace.counts(version)).isPresent();
            if (!isOurs || !event.data().equals(last.get(i).data())) {
                return false;
            }
        }
        return true;
    }

    private Target look(StreamName stream) {
        MetadataResult.InForce now = governing(stream);
        if (now.tombstoned()) {
            logger.warn("{} is deleted for good: what belongs there is left out.", stream);
            return Target.gone();
        }
        if (now.head() < 0) {
            boolean isNew = stream.isSystem() && now.revision() < 0;
            return new Target(-1, Place.START, isNew ? READABLE : null);
        }
        Optional<RecordedEvent> newest = newest(stream);
        if (newest.isEmpty()) {
            // Hidden or removed: nothing tells what was written, and the checkpoint has to do.
            return new Target(now.head(), Place.START, null);
        }
        Trace trace =
                Trace.of(newest.get().metadata())
                        .filter(found ->
                                found.isOf(version) || isOfNamesake(stream, found.origin()))
                        .orElseThrow(() -> foreign(stream));
        return trace.counts(version)
                ? new Target(now.head(), trace.place(), null)
                : new Target(now.head(), Place.START, truncated(stream, now.head() + 1));
    }

    /**
     * Answers whether a stream is called after a projection, and one of the name of this one wrote
     * there: that one was deleted and has left it behind.
     */
    private boolean isOfNamesake(StreamName stream, ProjectionVersion origin) {
        if (!Names.isCalledAfterProjection(stream)) {
            return false;
        }
        Optional<String> name = nameOf(origin);
        return name.isPresent() && name.equals(nameOf(version));
    }

    private Optional<String> nameOf(ProjectionVersion projection) {
        if (projection.id() < 0) {
            return Optional.empty();
        }
        ReadEvent made = new ReadEvent(Names.REGISTRY, projection.id(), /* resolveLinks= */ false);
        return streams.readEvent(made) instanceof ReadEventResult.Found found
                ? Registry.made(found.event().original())
                : Optional.empty();
    }

    /** Somebody else writes to the stream. */
    static ProjectionFault foreign(StreamName stream) {
        return new ProjectionFault(
                "The stream '"
                        + stream
                        + "' has been written to from the outside: a projection needs the streams"
                        + " that it emits to for itself.");
    }

    /** What was written before a reset is hidden once the projection writes again. */
    private Payload truncated(StreamName stream, long before) {
        ObjectNode document =
                newest(stream.metastream())
                        .map(event -> object(event.data()))
                        .orElseGet(JSON::createObjectNode);
        document.put("$tb", before);
        return Payload.of(document.toString());
    }

    private MetadataResult.InForce governing(StreamName stream) {
        return switch (streams.metadata(stream)) {
            case MetadataResult.InForce now -> now;
            case MetadataResult.AccessDenied _ ->
                    throw new IllegalStateException("The node itself may not see " + stream + ".");
        };
    }

    private Optional<RecordedEvent> newest(StreamName stream) {
        ReadEvent newest = new ReadEvent(stream, ReadEvent.NEWEST, /* resolveLinks= */ false);
        return streams.readEvent(newest) instanceof ReadEventResult.Found found
                ? Optional.of(found.event().original())
                : Optional.empty();
    }

    private static @Nullable ObjectNode object(Payload document) {
        try {
            return JSON.readTree(document.bytes()) instanceof ObjectNode object ? object : null;
        } catch (IOException notJson) {
            // Such metadata count as empty everywhere.
            return null;
        }
    }
}
