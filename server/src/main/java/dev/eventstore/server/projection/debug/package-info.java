/**
 * Tries definitions out on the events that are there, without writing anything: event by event and
 * line by line in a {@link dev.eventstore.server.projection.debug.DebugSession}, or over everything
 * in a {@link dev.eventstore.server.projection.debug.DryRun}. Both run the same {@link
 * dev.eventstore.server.projection.handler.Handler} as a projection does, and only read, with the
 * rights of whoever asked. {@link dev.eventstore.server.projection.debug.Rehearsals} opens them,
 * watches their time and memory, and forgets those that nobody asks about any more.
 */
@NullMarked
package dev.eventstore.server.projection.debug;

import org.jspecify.annotations.NullMarked;
