/**
 * Projections as people write them, each with the events it reads, its script, and what comes of
 * it: to be read as documentation.
 */
@NullMarked
package dev.eventstore.server.projection.example;

import org.jspecify.annotations.NullMarked;
