package dev.eventstore.server.group;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.StreamMetadata;
import dev.eventstore.server.stream.StreamOperations;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream in which groups remember something. Thread-safe. */
final class OwnStream {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger logger = LoggerFactory.getLogger(OwnStream.class);

    private final StreamOperations streams;
    private final Supplier<UUID> ids;
    private final StreamName name;

    /**
     * @param streams without any guard
     */
    OwnStream(StreamOperations streams, Supplier<UUID> ids, StreamName name) {
        this.streams = streams;
        this.ids = ids;
        this.name = name;
    }

    StreamName name() {
        return name;
    }

    /** The newest event, if there is one that can be seen. */
    Optional<RecordedEvent> newest() {
        return newest(name);
    }

    /**
     * Appends events.
     *
     * @return whether they are on disk; if not, the log has been told why
     */
    boolean append(List<NewEvent> events) {
        AppendResult result = streams.append(new Append(name, Belief.ANY, events));
        boolean isDone = result instanceof AppendResult.Appended;
        if (!isDone) {
            logger.warn("What belongs into {} cannot be written: {}", name, result);
        }
        return isDone;
    }

    NewEvent event(String type, JsonNode data) {
        return new NewEvent(ids.get(), type, true, json(data), Payload.EMPTY);
    }

    NewEvent link(Payload target, JsonNode metadata) {
        return new NewEvent(ids.get(), SystemEventTypes.LINK, false, target, json(metadata));
    }

    /** What governs the stream. */
    MetadataResult.InForce governing() {
        return switch (streams.metadata(name)) {
            case MetadataResult.InForce now -> now;
            case MetadataResult.AccessDenied _ ->
                    throw new IllegalStateException("The node itself may not see " + name + ".");
        };
    }

    /** Keeps only the newest events from now on, unless somebody has decided otherwise. */
    void limitTo(long events) {
        StreamMetadata metadata = governing().metadata();
        if (metadata.maxCount() == null && !metadata.isSoftDeleted()) {
            changeMetadata(document -> document.put("$maxCount", events));
        }
    }

    /** Hides all events before a revision, and remembers something with that. */
    void truncateBefore(long revision, String key, JsonNode value) {
        changeMetadata(document -> document.put("$tb", revision).set(key, value));
    }

    /** What was remembered in the metadata; a missing node if nothing was. */
    JsonNode remembered(String key) {
        return newest(name.metastream())
                .<JsonNode>map(event -> object(event.data()))
                .orElseGet(MissingNode::getInstance)
                .path(key);
    }

    /** Deletes it softly. */
    void delete() {
        var result = streams.delete(new Delete(name, Belief.ANY, false));
        logger.debug("Deleted {}: {}", name, result);
    }

    private interface Change {
        void to(ObjectNode metadata);
    }

    private void changeMetadata(Change change) {
        Optional<RecordedEvent> newest = newest(name.metastream());
        ObjectNode document =
                newest.map(event -> object(event.data())).orElseGet(JSON::createObjectNode);
        change.to(document);
        ExpectedVersion unchanged =
                newest.<ExpectedVersion>map(event -> new ExpectedVersion.Exactly(event.revision()))
                        .orElse(Belief.NO_STREAM);
        NewEvent event = event(SystemEventTypes.METADATA, document);
        var result = streams.append(new Append(name.metastream(), unchanged, List.of(event)));
        if (!(result instanceof AppendResult.Appended)) {
            logger.warn("The settings of {} cannot be written: {}", name, result);
        }
    }

    private Optional<RecordedEvent> newest(StreamName stream) {
        ReadEvent newest = new ReadEvent(stream, ReadEvent.NEWEST, /* resolveLinks= */ false);
        return streams.readEvent(newest) instanceof ReadEventResult.Found found
                ? Optional.of(found.event().original())
                : Optional.empty();
    }

    private static ObjectNode object(Payload document) {
        try {
            return JSON.readTree(document.bytes()) instanceof ObjectNode object
                    ? object
                    : JSON.createObjectNode();
        } catch (IOException notJson) {
            // Such metadata counts as empty everywhere.
            return JSON.createObjectNode();
        }
    }

    private static Payload json(JsonNode node) {
        try {
            return Payload.of(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
        } catch (JacksonException impossible) {
            throw new IllegalStateException("A tree of JSON cannot be written", impossible);
        }
    }
}
