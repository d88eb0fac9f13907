package dev.eventstore.server.grpc.call;

import java.util.List;

/**
 * A method that clients can call.
 *
 * @param name as in the path, such as {@code Append}
 * @param features what of it clients can rely on, in the words of ServerFeatures
 * @param isLongLived whether the client may take its time between two messages
 * @param handling does the work
 */
public record Rpc(String name, List<String> features, boolean isLongLived, Handling handling) {
    /** Serves calls; for each there is a thread of its own. */
    @FunctionalInterface
    public interface Handling {
        /**
         * Reads requests from the call and answers it. What it returns from ends with OK.
         *
         * @throws StatusException if it ends otherwise
         * @throws ClientGoneException if nobody waits for the answer any more
         * @throws InterruptedException if the call was cancelled, its time is up, or the node stops
         */
        void serve(Call call) throws StatusException, ClientGoneException, InterruptedException;
    }

    public Rpc {
        features = List.copyOf(features);
    }

    /** A method whose client sends all of its request at once. */
    public static Rpc of(String name, Handling handling, String... features) {
        return new Rpc(name, List.of(features), false, handling);
    }

    /** A method whose client goes on sending as long as it likes. */
    public static Rpc longLived(String name, Handling handling, String... features) {
        return new Rpc(name, List.of(features), true, handling);
    }

    /** A method that is part of the protocol and has no meaning here. */
    public static Rpc without(String name, String reason) {
        return of(
                name,
                _ -> {
                    throw new StatusException(StatusCode.UNIMPLEMENTED, reason);
                });
    }
}
