package dev.eventstore.server.projection;

import java.time.Duration;

/**
 * Which projections a node runs.
 *
 * @param runsAll whether those of users run beside the system's
 * @param startsStandard whether the system projections are enabled with the node
 * @param queryExpiry after how long a query is forgotten that nobody asks for
 */
public record ProjectionSettings(boolean runsAll, boolean startsStandard, Duration queryExpiry) {}
