package dev.eventstore.server.projection;

import dev.eventstore.server.event.StreamName;
import java.util.Optional;

/** What the streams of a projection are called. */
final class Names {
    private static final String PREFIX = "$projections-";
    private static final String CHECKPOINT = "-checkpoint";

    /** One event for each projection that was made or deleted. */
    static final StreamName REGISTRY = StreamName.of(PREFIX + "$all");

    private Names() {}

    /**
     * Holds the definition.
     *
     * @throws IllegalArgumentException if no projection can have that name
     */
    static StreamName definition(String projection) {
        return StreamName.of(PREFIX + projection);
    }

    static boolean isCalledAfterProjection(StreamName stream) {
        return stream.value().startsWith(PREFIX);
    }

    static StreamName checkpoint(String projection) {
        return StreamName.of(PREFIX + projection + CHECKPOINT);
    }

    static StreamName checkpoint(String projection, String partition) {
        return StreamName.of(PREFIX + projection + "-" + partition + CHECKPOINT);
    }

    /** The partition whose checkpoints a stream has, as far as its name tells. */
    static Optional<String> partition(String projection, String checkpoint) {
        String before = PREFIX + projection + "-";
        int length = checkpoint.length() - CHECKPOINT.length();
        return length > before.length()
                        && checkpoint.startsWith(before)
                        && checkpoint.endsWith(CHECKPOINT)
                ? Optional.of(checkpoint.substring(before.length(), length))
                : Optional.empty();
    }

    static StreamName tracking(String projection) {
        return StreamName.of(PREFIX + projection + "-emittedstreams");
    }

    static StreamName partitions(String projection) {
        return StreamName.of(PREFIX + projection + "-partitions");
    }

    static String result(String projection, String partition) {
        return PREFIX + projection + "-" + partition + "-result";
    }

    static String result(String projection) {
        return PREFIX + projection + "-result";
    }
}
