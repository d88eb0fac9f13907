/**
 * The contract between the engine of projections and what a definition says: pure, without threads
 * and without disk. A {@link dev.eventstore.server.projection.handler.Handler} says what it wants
 * to see in a {@link dev.eventstore.server.projection.handler.Source} and answers each event with
 * what is to be {@link dev.eventstore.server.projection.handler.Emitted emitted}. Whoever runs a
 * handler, on the log or to try it out, runs the same code.
 */
@NullMarked
package dev.eventstore.server.projection.handler;

import org.jspecify.annotations.NullMarked;
