package dev.eventstore.server.grpc.call;

import dev.eventstore.server.stats.ClientTally;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.HeadersFrame;

/**
 * The calls of one HTTP/2 connection. Each has a thread of its own, except for short ones: those
 * share one, which takes them in the order in which they are complete.
 */
public final class CallConnection {
    private final Calls calls;
    private final Lane lane = new Lane();
    private final ClientTally tally = new ClientTally();
    private volatile String clientName = "";
    private volatile boolean isNamed;

    public CallConnection(Calls calls) {
        this.calls = calls;
    }

    /** What the client calls itself, as its first call said; empty if it did not. */
    public String clientName() {
        return clientName;
    }

    /** Counts the messages that come: one of most calls, one for each append or ack of others. */
    public ClientTally tally() {
        return tally;
    }

    private void name(CallStream call) {
        if (!isNamed) {
            isNamed = true;
            clientName = call.connectionName();
        }
    }

    /** Serves the call that a stream brings. Does not wait. */
    public Stream.Listener take(Stream stream, HeadersFrame headers) {
        CallStream call = new CallStream(stream, headers, tally);
        name(call);
        if (!calls.enter()) {
            new MessageWriter(call)
                    .end(new StatusException(StatusCode.UNAVAILABLE, "Server Is Too Busy"));
            return call;
        }
        Rpc rpc = calls.method(call);
        Rpc.Beginning beginning = rpc == null ? null : rpc.beginning();
        if (beginning == null || call.isEmpty()) {
            Thread.startVirtualThread(() -> calls.serve(call, new RequestBytes()));
        } else {
            new ShortCall(calls, call, beginning, lane).gather();
        }
        return call;
    }
}
