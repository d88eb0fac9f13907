package dev.eventstore.server.projection.handler;

import org.jspecify.annotations.Nullable;

/**
 * How a partition stands.
 *
 * @param state as JSON, {@code null} if there is none
 * @param result what its result is, as JSON, {@code null} if there is none
 */
public record Standing(@Nullable String state, @Nullable String result) {
    /** There is nothing yet. */
    public static final Standing NOTHING = new Standing(null, null);
}
