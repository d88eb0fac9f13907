package dev.eventstore.server.http.projection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.projection.ProjectionInfo;
import dev.eventstore.server.projection.handler.Source;
import java.util.List;

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
        add(definition.putArray("categories"), source.categories());
        add(definition.putArray("events"), source.events());
        add(definition.putArray("streams"), source.streams());
        ObjectNode options = definition.putObject("options").put("definesFold", true);
        ConfigDocument.putIf(options, "includeLinks", source.includesLinks());
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
