package dev.eventstore.server.projection;

import java.time.Instant;

/**
 * A definition that a projection has or had.
 *
 * @param number its version: its place in the stream of the projection's definitions
 * @param written when it was written down
 */
public record PastDefinition(long number, Instant written, Definition definition) {}
