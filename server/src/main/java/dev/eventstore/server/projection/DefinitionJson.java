package dev.eventstore.server.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.projection.handler.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Definitions as {@code $ProjectionUpdated} holds them, with the members of Event Store 5. */
final class DefinitionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DefinitionJson() {}

    /**
     * @param source what it selects, {@code null} if it makes no sense
     * @param version the revision that it will have
     */
    static Payload write(Definition definition, @Nullable Source source, long version) {
        ObjectNode document = JSON.createObjectNode();
        document.put("HandlerType", definition.handlerType());
        document.put("Query", definition.query());
        document.put("Mode", definition.mode().number());
        document.put("Enabled", definition.isEnabled());
        document.put("Deleted", false);
        document.put("Deleting", false);
        writeSource(document, source);
        ProjectionConfig config = definition.config();
        document.put("EmitEnabled", config.emits());
        document.put("CreateTempStreams", false);
        document.put("CheckpointsDisabled", !definition.hasCheckpoints());
        document.put("TrackEmittedStreams", config.tracksEmitted());
        document.put("Epoch", definition.epoch());
        document.put("Version", version);
        ObjectNode owner = document.putObject("RunAs");
        owner.put("Name", definition.owner());
        definition.roles().forEach(owner.putArray("Roles")::add);
        document.put("CheckpointHandledThreshold", config.checkpointHandled());
        document.put("CheckpointAfterMs", config.checkpointAfterMillis());
        document.put("CheckpointUnhandledBytesThreshold", config.checkpointUnhandledBytes());
        document.put("PendingEventsThreshold", config.pendingEventsMax());
        document.put("MaxWriteBatchLength", config.writeBatchMax());
        document.put("MaxAllowedWritesInFlight", config.writesInFlightMax());
        return Payload.of(document.toString());
    }

    /** Reads it; empty if it makes no sense. */
    static Optional<Definition> read(Payload data) {
        try {
            JsonNode document = JSON.readTree(data.bytes());
            return ProjectionMode.numbered(document.path("Mode").asInt(-1))
                    .map(mode -> read(document, mode));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Definition read(JsonNode document, ProjectionMode mode) {
        JsonNode owner = document.path("RunAs");
        List<String> roles = new ArrayList<>();
        owner.path("Roles").forEach(role -> roles.add(role.asText()));
        return new Definition(
                document.path("HandlerType").asText(),
                document.path("Query").asText(),
                mode,
                document.path("Enabled").asBoolean(),
                !document.path("CheckpointsDisabled").asBoolean(),
                document.path("Epoch").asLong(Definition.NEVER_RESET),
                new ProjectionConfig(
                        document.path("EmitEnabled").asBoolean(),
                        document.path("TrackEmittedStreams").asBoolean(),
                        document.path("CheckpointAfterMs").asLong(),
                        document.path("CheckpointHandledThreshold").asLong(),
                        document.path("CheckpointUnhandledBytesThreshold").asLong(),
                        document.path("PendingEventsThreshold").asLong(),
                        document.path("MaxWriteBatchLength").asLong(),
                        document.path("MaxAllowedWritesInFlight").asLong()),
                owner.path("Name").isTextual() ? owner.path("Name").textValue() : null,
                roles);
    }

    /** What the definition selects is for readers of the stream; a node works it out anew. */
    private static void writeSource(ObjectNode document, @Nullable Source source) {
        if (source == null) {
            document.putNull("SourceDefinition");
            return;
        }
        ObjectNode selected = document.putObject("SourceDefinition");
        selected.put("AllEvents", source.allEvents());
        selected.put("AllStreams", source.allStreams());
        selected.put("ByStream", source.partitioning() == Source.Partitioning.BY_STREAM);
        selected.put("ByCustomPartitions", source.partitioning() == Source.Partitioning.CUSTOM);
        add(selected.putArray("Categories"), source.categories());
        add(selected.putArray("Events"), source.events());
        add(selected.putArray("Streams"), source.streams());
        Source.Options options = source.options();
        selected.putObject("Options")
                .put("ResultStreamName", options.resultStream())
                .put("PartitionResultStreamNamePattern", options.partitionResultPattern())
                .put("IsBiState", options.isBiState())
                .put("DefinesStateTransform", options.transformsState())
                .put("ProducesResults", options.producesResults())
                .put("DefinesFold", options.folds())
                .put("IncludeLinks", options.includesLinks());
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
