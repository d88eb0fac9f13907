package dev.eventstore.server.projection;

/**
 * Which projections a node runs.
 *
 * @param runsAll whether those of users run beside the system's
 * @param startsStandard whether the system projections are enabled with the node
 */
public record ProjectionSettings(boolean runsAll, boolean startsStandard) {}
