package dev.eventstore.server.projection;

import dev.eventstore.server.event.StreamName;

/** What the streams of a projection are called. */
final class Names {
    private static final String PREFIX = "$projections-";

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

    static StreamName checkpoint(String projection) {
        return StreamName.of(PREFIX + projection + "-checkpoint");
    }

    static StreamName checkpoint(String projection, String partition) {
        return StreamName.of(PREFIX + projection + "-" + partition + "-checkpoint");
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
