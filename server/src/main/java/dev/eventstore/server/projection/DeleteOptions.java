package dev.eventstore.server.projection;

/**
 * What goes with a projection that is deleted.
 *
 * @param checkpoints whether its checkpoints go
 */
public record DeleteOptions(boolean checkpoints) {}
