/**
 * The five projections that come with every node, as Event Store 5 defines them: indexes of streams
 * and events by category, type and correlation. Each is a {@link
 * dev.eventstore.server.projection.handler.Handler}; {@link
 * dev.eventstore.server.projection.system.SystemProjection} lists them with their names and the
 * texts that configure them.
 */
@NullMarked
package dev.eventstore.server.projection.system;

import org.jspecify.annotations.NullMarked;
