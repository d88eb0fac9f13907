/**
 * gRPC on HTTP/2 streams: the transport that all services share.
 *
 * <p>A {@link dev.eventstore.server.grpc.call.Call} is one stream: a thread of its own reads
 * messages from it and writes messages to it, and blocks where the client is not ready. So flow
 * control needs no code: what a client does not take, its own call waits for. {@link
 * dev.eventstore.server.grpc.call.Calls} checks who calls and finds the {@link
 * dev.eventstore.server.grpc.call.Rpc} in the {@link dev.eventstore.server.grpc.call.Service} that
 * the path names; how its handling ends becomes the status of the call. {@link
 * dev.eventstore.server.grpc.call.Refusals} has the errors that clients know by their trailers.
 *
 * <p>A call costs few writes: messages gather in a {@link
 * dev.eventstore.server.grpc.call.MessageBuffer}, and a single answer leaves together with its
 * headers. A {@code ShortCall} costs not even a thread: where a method is answered once, small
 * requests are gathered as they come, and all of a connection share a {@code Lane}.
 */
@NullMarked
package dev.eventstore.server.grpc.call;

import org.jspecify.annotations.NullMarked;
