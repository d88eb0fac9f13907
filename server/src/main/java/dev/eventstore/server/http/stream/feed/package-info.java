/**
 * What readers get: pages of events as Atom feeds in JSON and XML, single events in their many
 * forms. Everything here turns values into bytes; nothing reads a stream or knows a request.
 *
 * <p>{@link dev.eventstore.server.http.stream.feed.StreamFeed} and {@link
 * dev.eventstore.server.http.stream.feed.AllFeed} make a {@link
 * dev.eventstore.server.http.stream.feed.Feed} of a page: its title and its links, whose numbers
 * come from the window that was asked for. {@link dev.eventstore.server.http.stream.feed.JsonFeed}
 * and {@link dev.eventstore.server.http.stream.feed.XmlFeed} write it, {@link
 * dev.eventstore.server.http.stream.feed.EventDocument} writes one event. JSON is written straight
 * into bytes: a page of 500 events with their data makes no text of any payload.
 */
@NullMarked
package dev.eventstore.server.http.stream.feed;

import org.jspecify.annotations.NullMarked;
