package dev.eventstore.server.projection.handler;

import dev.eventstore.server.event.SystemEventTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a definition selects.
 *
 * @param allStreams whether it reads everything
 * @param categories the categories that it reads otherwise
 * @param streams the streams that it reads otherwise
 * @param allEvents whether it wants events of every type
 * @param events the types that it wants otherwise
 * @param partitioning what has a state of its own
 * @param options what it says beside that
 */
public record Source(
        boolean allStreams,
        List<String> categories,
        List<String> streams,
        boolean allEvents,
        List<String> events,
        Partitioning partitioning,
        Options options) {
    /** Everything that applications wrote, links included. */
    public static final Source EVERYTHING =
            new Source(
                    true,
                    List.of(),
                    List.of(),
                    true,
                    List.of(),
                    Partitioning.NONE,
                    new Options(null, null, true, false, false, false, true, false, false, 0));

    private static final String CATEGORY = "$ce-";

    /** What has a state of its own. */
    public enum Partitioning {
        /** The whole projection. */
        NONE,
        /** Each stream. */
        BY_STREAM,
        /** Whatever the definition says. */
        CUSTOM
    }

    /**
     * What a definition says beside what it reads.
     *
     * @param resultStream where results go, {@code null} for the usual stream
     * @param partitionResultPattern where results of partitions go, with {@code {0}} for the
     *     partition; {@code null} for the usual streams
     * @param includesLinks whether links are events to it; only where everything is read
     * @param isBiState whether partitions share a second state
     * @param transformsState whether results differ from states
     * @param producesResults whether results are written
     * @param folds whether it has handlers
     * @param hearsDeletions whether it wants to hear when streams are deleted
     * @param reordersEvents whether several streams are to be read in the order of their writing,
     *     as they always are here
     * @param lagMillis how long v5 was to wait for that
     */
    public record Options(
            @Nullable String resultStream,
            @Nullable String partitionResultPattern,
            boolean includesLinks,
            boolean isBiState,
            boolean transformsState,
            boolean producesResults,
            boolean folds,
            boolean hearsDeletions,
            boolean reordersEvents,
            int lagMillis) {
        /** The same, where links are events or are not. */
        public Options includingLinks(boolean doesInclude) {
            return new Options(
                    resultStream,
                    partitionResultPattern,
                    doesInclude,
                    isBiState,
                    transformsState,
                    producesResults,
                    folds,
                    hearsDeletions,
                    reordersEvents,
                    lagMillis);
        }
    }

    public Source {
        categories = List.copyOf(categories);
        streams = List.copyOf(streams);
        events = List.copyOf(events);
    }

    /** The streams to be read where not everything is; of a category that of its links. */
    public List<String> names() {
        return categories.isEmpty() ? streams : categories.stream().map(CATEGORY::concat).toList();
    }

    /** Answers whether events of a type are wanted. */
    public boolean wants(String type) {
        return allEvents || events.contains(type);
    }

    /** Answers whether an event of a type is handed to it, links only if it includes them. */
    public boolean takes(String type) {
        return wants(type) && (includesLinks() || !type.equals(SystemEventTypes.LINK));
    }

    /** Answers whether links are events to it. */
    public boolean includesLinks() {
        return options.includesLinks();
    }
}
