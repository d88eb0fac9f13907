package dev.eventstore.server.projection;

/**
 * What goes with a projection that is deleted.
 *
 * @param checkpoints whether its checkpoints go
 * @param emitted whether the streams that it emitted to go, as far as they were tracked
 */
public record DeleteOptions(boolean checkpoints, boolean emitted) {}
