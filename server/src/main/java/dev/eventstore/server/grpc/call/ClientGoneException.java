package dev.eventstore.server.grpc.call;

import org.jspecify.annotations.Nullable;

/** Nobody waits for the answer any more: the client reset the stream or lost its connection. */
public final class ClientGoneException extends Exception {
    private static final long serialVersionUID = 1;

    ClientGoneException(@Nullable Throwable cause) {
        super("The client is gone.", cause, false, false);
    }
}
