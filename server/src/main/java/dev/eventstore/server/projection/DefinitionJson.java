package dev.eventstore.server.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.stream.IndentedJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Definitions as {@code $ProjectionUpdated} holds them: the members of Event Store 5, laid out in
 * lines, those that say nothing (false, 0, none) left out. Names in capitals, as early versions of
 * this edition wrote them, are read as well.
 */
final class DefinitionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DefinitionJson() {}

    /**
     * @param source what it selects, {@code null} if it makes no sense
     * @param version the revision that it will have
     */
    static Payload write(Definition definition, @Nullable Source source, long version) {
        ObjectNode document = JSON.createObjectNode();
        document.put("handlerType", definition.handlerType());
        document.put("query", definition.query());
        document.put("mode", definition.mode().text());
        putIfTrue(document, "enabled", definition.isEnabled());
        if (source != null) {
            writeSource(document.putObject("sourceDefinition"), source);
        }
        ProjectionConfig config = definition.config();
        putIfTrue(document, "emitEnabled", config.emits());
        putIfTrue(document, "checkpointsDisabled", !definition.hasCheckpoints());
        putIfTrue(document, "trackEmittedStreams", config.tracksEmitted());
        document.put("epoch", definition.epoch());
        document.put("version", version);
        ObjectNode owner = document.putObject("runAs");
        if (definition.owner() != null) {
            owner.put("name", definition.owner());
        }
        addIfAny(owner, "roles", definition.roles());
        putUnlessZero(document, "checkpointHandledThreshold", config.checkpointHandled());
        putUnlessZero(document, "checkpointAfterMs", config.checkpointAfterMillis());
        putUnlessZero(
                document, "checkpointUnhandledBytesThreshold", config.checkpointUnhandledBytes());
        putUnlessZero(document, "pendingEventsThreshold", config.pendingEventsMax());
        putUnlessZero(document, "maxWriteBatchLength", config.writeBatchMax());
        putUnlessZero(document, "maxAllowedWritesInFlight", config.writesInFlightMax());
        return Payload.of(IndentedJson.text(document));
    }

    /** Reads it; empty if it makes no sense. */
    static Optional<Definition> read(Payload data) {
        try {
            JsonNode document = JSON.readTree(data.bytes());
            return mode(member(document, "mode")).map(mode -> read(document, mode));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Definition read(JsonNode document, ProjectionMode mode) {
        JsonNode owner = member(document, "runAs");
        List<String> roles = new ArrayList<>();
        member(owner, "roles").forEach(role -> roles.add(role.asText()));
        return new Definition(
                member(document, "handlerType").asText(),
                member(document, "query").asText(),
                mode,
                member(document, "enabled").asBoolean(),
                !member(document, "checkpointsDisabled").asBoolean(),
                member(document, "epoch").asLong(Definition.NEVER_RESET),
                new ProjectionConfig(
                        member(document, "emitEnabled").asBoolean(),
                        member(document, "trackEmittedStreams").asBoolean(),
                        member(document, "checkpointAfterMs").asLong(),
                        member(document, "checkpointHandledThreshold").asLong(),
                        member(document, "checkpointUnhandledBytesThreshold").asLong(),
                        member(document, "pendingEventsThreshold").asLong(),
                        member(document, "maxWriteBatchLength").asLong(),
                        member(document, "maxAllowedWritesInFlight").asLong()),
                member(owner, "name").textValue(),
                roles);
    }

    private static Optional<ProjectionMode> mode(JsonNode mode) {
        return mode.isTextual()
                ? ProjectionMode.called(mode.textValue())
                : ProjectionMode.numbered(mode.asInt(-1));
    }

    private static JsonNode member(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isMissingNode()
                ? object.path(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                : value;
    }

    /** What the definition selects is for readers of the stream; a node works it out anew. */
    private static void writeSource(ObjectNode selected, Source source) {
        putIfTrue(selected, "allEvents", source.allEvents());
        putIfTrue(selected, "allStreams", source.allStreams());
        Source.Partitioning partitioning = source.partitioning();
        putIfTrue(selected, "byStream", partitioning == Source.Partitioning.BY_STREAM);
        putIfTrue(selected, "byCustomPartitions", partitioning == Source.Partitioning.CUSTOM);
        addIfAny(selected, "categories", source.categories());
        addIfAny(selected, "events", source.events());
        addIfAny(selected, "streams", source.streams());
        Source.Options options = source.options();
        ObjectNode chosen = selected.putObject("options");
        if (options.resultStream() != null) {
            chosen.put("resultStreamName", options.resultStream());
        }
        if (options.partitionResultPattern() != null) {
            chosen.put("partitionResultStreamNamePattern", options.partitionResultPattern());
        }
        putIfTrue(chosen, "isBiState", options.isBiState());
        putIfTrue(chosen, "definesStateTransform", options.transformsState());
        putIfTrue(chosen, "producesResults", options.producesResults());
        putIfTrue(chosen, "definesFold", options.folds());
        putIfTrue(chosen, "includeLinks", options.includesLinks());
    }

    private static void putIfTrue(ObjectNode object, String name, boolean value) {
        if (value) {
            object.put(name, true);
        }
    }

    private static void putUnlessZero(ObjectNode object, String name, long value) {
        if (value != 0) {
            object.put(name, value);
        }
    }

    private static void addIfAny(ObjectNode object, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(object.putArray(name)::add);
        }
    }
}
