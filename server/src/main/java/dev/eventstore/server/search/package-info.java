/**
 * Finds events by what is in them. A {@link dev.eventstore.server.search.SearchQuery} is what
 * people type into one field; a {@link dev.eventstore.server.search.Search} reads backward from the
 * newest event, page by page, and tells what it found and how far it has come, so that the first
 * result is there long before the last. {@link dev.eventstore.server.search.Moments} finds the
 * place of a point in time.
 *
 * <p>A search holds one page of events at a time, whatever the size of the database. It works with
 * the streams as its caller may use them.
 */
@NullMarked
package dev.eventstore.server.search;

import org.jspecify.annotations.NullMarked;
