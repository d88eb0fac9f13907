package dev.eventstore.server.group;

import java.util.Arrays;
import java.util.Optional;

/** How the events of a group are shared among its consumers. */
public enum ConsumerStrategy {
    /** To one after the other, leaving out those that have enough. */
    ROUND_ROBIN("RoundRobin"),
    /** All to one, until it has enough; then the next one gets some. */
    DISPATCH_TO_SINGLE("DispatchToSingle"),
    /** Those of one stream always to the same consumer, as long as it is there. */
    PINNED("Pinned"),
    /** Those with one correlation id always to the same consumer, as long as it is there. */
    PINNED_BY_CORRELATION("PinnedByCorrelation");

    private final String text;

    ConsumerStrategy(String text) {
        this.text = text;
    }

    /** The strategy of a name; empty if there is none. Case matters. */
    public static Optional<ConsumerStrategy> named(String text) {
        return Arrays.stream(values()).filter(strategy -> strategy.text.equals(text)).findFirst();
    }

    /** The name that clients know it by. */
    public String text() {
        return text;
    }
}
