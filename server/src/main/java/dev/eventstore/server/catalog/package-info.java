/**
 * The names of all streams, which the log itself cannot list: a {@link
 * dev.eventstore.server.catalog.Catalog} follows everything and notes for each stream what it is
 * called, where it ends, when it began and when it changed last.
 *
 * <p>It lives in memory and costs nothing until somebody looks: the first look begins to read, from
 * the first event on, and while nobody looks any more it stands still. What it answers says how far
 * it has come. Its memory is bounded: beyond {@link
 * dev.eventstore.server.catalog.Catalog#STREAMS_MAX} streams it forgets those that changed longest
 * ago, and says so.
 *
 * <p>It asks nobody for permission: whoever shows it to a caller makes sure that the caller may
 * read everything.
 */
@NullMarked
package dev.eventstore.server.catalog;

import org.jspecify.annotations.NullMarked;
