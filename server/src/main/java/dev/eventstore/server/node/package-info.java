/**
 * A whole node: the one place that makes services and knows in which order they start and stop.
 *
 * <p>{@link dev.eventstore.server.node.Node#start} turns settings into a running node; its
 * constructor calls read like the diagram of the architecture, bottom up. Stopping goes the other
 * way. If a step fails, what was opened before is closed again, the database above all, and {@link
 * dev.eventstore.server.node.StartFailedException} says in a sentence what to do about it.
 *
 * <p>{@link dev.eventstore.server.node.ConsoleNode} is the node as a program: it sets up logging,
 * tells the story of the start, and waits for Ctrl+C, a signal or {@code POST /admin/shutdown}. The
 * launcher and tests use {@code Node} directly.
 *
 * <p>Nothing below this package knows it.
 */
@NullMarked
package dev.eventstore.server.node;

import org.jspecify.annotations.NullMarked;
