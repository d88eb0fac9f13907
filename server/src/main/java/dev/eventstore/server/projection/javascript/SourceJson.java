package dev.eventstore.server.projection.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.Source.Partitioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a script has selected, checked as Event Store 5 checked it. */
final class SourceJson {
    private static final int NAMES_MAX = 1_000;
    private static final int LAG_MILLIS_MIN = 50;

    private SourceJson() {}

    /**
     * @throws DefinitionException if it makes no sense
     */
    static Source read(JsonNode document) throws DefinitionException {
        JsonNode options = document.path("options");
        boolean isCatalog = catalog(document).isPresent();
        boolean folds = options.path("definesFold").asBoolean();
        Partitioning partitioning =
                document.path("byStream").asBoolean()
                        ? Partitioning.BY_STREAM
                        : document.path("byCustomPartitions").asBoolean()
                                ? Partitioning.CUSTOM
                                : Partitioning.NONE;
        if (isCatalog) {
            checkCatalog(document, partitioning);
        }
        Source source =
                new Source(
                        document.path("allStreams").asBoolean() || isCatalog,
                        texts(document.path("categories")),
                        texts(document.path("streams")),
                        document.path("allEvents").asBoolean() || !folds,
                        texts(document.path("events")),
                        partitioning,
                        new Source.Options(
                                text(options.path("resultStreamName")),
                                text(options.path("partitionResultStreamNamePattern")),
                                options.path("includeLinks").asBoolean(),
                                options.path("isBiState").asBoolean(),
                                options.path("definesStateTransform").asBoolean(),
                                options.path("producesResults").asBoolean(),
                                folds,
                                options.path("handlesDeletedNotifications").asBoolean(),
                                options.path("reorderEvents").asBoolean(),
                                options.path("processingLag").asInt()));
        check(source);
        return source;
    }

    /**
     * How it picks its streams itself: the stream that lists them, or nothing but a filter; empty
     * if it does not.
     */
    static Optional<String> catalog(JsonNode document) {
        return Optional.ofNullable(text(document.path("catalog")));
    }

    private static void checkCatalog(JsonNode document, Partitioning partitioning)
            throws DefinitionException {
        if (document.path("allStreams").asBoolean()
                || !document.path("streams").isEmpty()
                || !document.path("categories").isEmpty()) {
            throw new DefinitionException(
                    "catalogStream cannot be used with streams or allStreams");
        }
        if (partitioning != Partitioning.BY_STREAM) {
            throw new DefinitionException("catalogStream is only supported in the byStream mode");
        }
        if (document.path("options").path("reorderEvents").asBoolean()) {
            throw new DefinitionException("Event reordering cannot be used with stream catalogs");
        }
        String list = document.path("catalog").asText();
        if (!list.isEmpty()) {
            checkName(list);
        }
    }

    private static void check(Source source) throws DefinitionException {
        boolean hasStreams = !source.streams().isEmpty();
        boolean hasCategories = !source.categories().isEmpty();
        if (!source.allStreams() && !hasStreams && !hasCategories) {
            throw new DefinitionException("None of streams and categories are included");
        }
        if (!source.allEvents() && source.events().isEmpty()) {
            throw new DefinitionException("None of events are included");
        }
        if (hasStreams && hasCategories) {
            throw new DefinitionException(
                    "Streams and categories cannot be included in a filter at the same time");
        }
        if (source.allStreams() && (hasStreams || hasCategories)) {
            throw new DefinitionException(
                    "Both FromAll and specific categories/streams cannot be set");
        }
        if (hasStreams && source.partitioning() == Partitioning.BY_STREAM) {
            throw new DefinitionException(
                    "foreachStream projections are not supported on stream based sources");
        }
        if (source.options().hearsDeletions() && source.partitioning() != Partitioning.BY_STREAM) {
            throw new DefinitionException(
                    "Deleted stream notifications are only supported with foreachStream()");
        }
        if (source.options().reordersEvents()) {
            checkReordering(source);
        }
        checkNames(source);
    }

    private static void checkReordering(Source source) throws DefinitionException {
        if (source.allStreams()) {
            throw new DefinitionException("Event reordering cannot be used with fromAll()");
        }
        if (source.streams().size() < 2) {
            throw new DefinitionException(
                    "Event reordering is only available in fromStreams([]) projections");
        }
        if (source.options().lagMillis() < LAG_MILLIS_MIN) {
            throw new DefinitionException(
                    "Event reordering requires processing lag at least of 50ms");
        }
    }

    private static void checkNames(Source source) throws DefinitionException {
        if (source.names().size() > NAMES_MAX) {
            throw new DefinitionException(
                    "A projection reads at most " + NAMES_MAX + " streams or categories.");
        }
        for (String name : source.names()) {
            checkName(name);
        }
    }

    private static void checkName(String name) throws DefinitionException {
        try {
            StreamName.of(name);
        } catch (IllegalArgumentException noName) {
            throw new DefinitionException(String.valueOf(noName.getMessage()));
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
