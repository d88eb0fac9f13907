package dev.eventstore.server.projection;

/**
 * A projection to be made.
 *
 * @param name its name, not empty
 * @param handlerType as in {@link Definition}
 * @param query as in {@link Definition}
 * @param isEnabled whether it starts at once
 * @param hasCheckpoints whether it remembers its place; a continuous one always does
 * @param emits whether it may emit
 * @param tracksEmitted whether the streams it emits to are remembered
 */
public record NewProjection(
        String name,
        String handlerType,
        String query,
        ProjectionMode mode,
        boolean isEnabled,
        boolean hasCheckpoints,
        boolean emits,
        boolean tracksEmitted) {}
