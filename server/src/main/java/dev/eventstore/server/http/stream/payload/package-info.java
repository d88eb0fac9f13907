/**
 * What payloads look like on the wire: JSON and XML read with limits, turned into each other, and
 * laid out as clients of version 5 know them. Nothing here knows of events or requests.
 *
 * <p>{@link dev.eventstore.server.http.stream.payload.Json} holds the one JSON factory with its
 * limits; {@link dev.eventstore.server.http.stream.payload.JsonLayout} indents JSON without
 * touching a number; {@link dev.eventstore.server.http.stream.payload.XmlToJson} and {@link
 * dev.eventstore.server.http.stream.payload.JsonToXml} translate by the rules of the .NET clients.
 */
@NullMarked
package dev.eventstore.server.http.stream.payload;

import org.jspecify.annotations.NullMarked;
