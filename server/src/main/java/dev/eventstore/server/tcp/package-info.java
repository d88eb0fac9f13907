/**
 * The TCP front end: the client protocol of Event Store v5 on a socket.
 *
 * <p>{@link dev.eventstore.server.tcp.TcpFrontEnd} is the whole surface: it is given {@link
 * dev.eventstore.server.tcp.TcpSettings}, who tells callers apart, and the {@link
 * dev.eventstore.server.tcp.command.Commands}. Each {@code TcpConnection} has one virtual thread
 * that reads and one that writes. The reader decodes a request and hands what may wait to a thread
 * of its own, so that requests are answered as they are done, in any order. Answers go into the
 * {@code Outbox}, and the writer sends everything that is there in one go.
 *
 * <p>Bounds: how many requests of a connection are worked on, how many bytes of all requests are in
 * memory, how many bytes wait for a client. Whoever is over them waits, which in the end means that
 * the client's own sending waits. A client that takes nothing for {@code TcpConnection.STALLED_MAX}
 * is dropped, and the log says so; so is one that does not answer a heartbeat.
 */
@NullMarked
package dev.eventstore.server.tcp;

import org.jspecify.annotations.NullMarked;
