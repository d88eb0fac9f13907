package dev.eventstore.server.http.projection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.projection.ProjectionInfo;
import dev.eventstore.server.projection.handler.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A definition with what it selects; what is false or zero is left out. */
final class QueryDocument {
    private QueryDocument() {}

    static String of(ProjectionInfo info) {
        ObjectNode document = ProjectionReplies.object().put("name", info.name());
        document.put("query", info.definition().query());
        ConfigDocument.putIf(document, "emitEnabled", info.definition().config().emits());
        Source source = info.source();
        if (source != null) {
            put(document.putObject("definition"), source);
        }
        document.putObject("outputConfig").put("resultStreamName", info.resultStream());
        return document.toPrettyString();
    }

    private static void put(ObjectNode definition, Source source) {
        ConfigDocument.putIf(definition, "allEvents", source.allEvents());
        ConfigDocument.putIf(definition, "allStreams", source.allStreams());
        ConfigDocument.putIf(
                definition, "byStream", source.partitioning() == Source.Partitioning.BY_STREAM);
        ConfigDocument.putIf(
                definition,
                "byCustomPartitions",
                source.partitioning() == Source.Partitioning.CUSTOM);
        add(definition.putArray("categories"), source.categories());
        add(definition.putArray("events"), source.events());
        add(definition.putArray("streams"), source.streams());
        put(definition.putObject("options"), source.options());
    }

    private static void put(ObjectNode document, Source.Options options) {
        putIf(document, "resultStreamName", options.resultStream());
        putIf(document, "partitionResultStreamNamePattern", options.partitionResultPattern());
        ConfigDocument.putIf(document, "isBiState", options.isBiState());
        ConfigDocument.putIf(document, "definesStateTransform", options.transformsState());
        ConfigDocument.putIf(document, "producesResults", options.producesResults());
        ConfigDocument.putIf(document, "definesFold", options.folds());
        ConfigDocument.putIf(document, "includeLinks", options.includesLinks());
    }

    private static void putIf(ObjectNode document, String name, @Nullable String text) {
        if (text != null) {
            document.put(name, text);
        }
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
