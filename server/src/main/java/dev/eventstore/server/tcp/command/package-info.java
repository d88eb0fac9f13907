/**
 * What clients ask for over TCP: each group of commands decodes a request, calls the operation, and
 * encodes the result.
 *
 * <p>{@link dev.eventstore.server.tcp.command.Commands} is the table. It is given a request whose
 * sender is known, and the {@link dev.eventstore.server.tcp.command.Session} that it came through,
 * which is where answers go. Decoding happens on the thread that reads the connection, since the
 * next package overwrites the buffer; what may wait runs on a thread of its own. What cannot be
 * decoded ends in a {@link dev.eventstore.server.tcp.command.BadRequest} that names the field.
 *
 * <p>Messages that carry events are read and written by hand ({@code WriteMessages}, {@code
 * EventWriter}), all others are generated from {@code messages.proto}.
 */
@NullMarked
package dev.eventstore.server.tcp.command;

import org.jspecify.annotations.NullMarked;
