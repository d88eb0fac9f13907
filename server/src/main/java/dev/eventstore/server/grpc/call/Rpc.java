package dev.eventstore.server.grpc.call;

import com.google.protobuf.MessageLite;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A method that clients can call.
 *
 * @param name as in the path, such as {@code Append}
 * @param features what of it clients can rely on, in the words of ServerFeatures
 * @param isLongLived whether the client may take its time between two messages
 * @param handling does the work
 * @param beginning does the work of short requests, {@code null} if all need a thread
 */
public record Rpc(
        String name,
        List<String> features,
        boolean isLongLived,
        Handling handling,
        @Nullable Beginning beginning) {
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

    /** Begins what a call asks for, so that nobody needs to wait for it. */
    @FunctionalInterface
    public interface Beginning {
        /**
         * Reads the requests from the call, all of which are there, and begins.
         *
         * @return completes, on any thread, with what the call is answered with; or with what it
         *     fails with
         * @throws StatusException if it ends otherwise than well
         */
        CompletableFuture<Answer> begin(Call call)
                throws StatusException, ClientGoneException, InterruptedException;
    }

    /** The one message that a call is answered with, and no large one. */
    @FunctionalInterface
    public interface Answer {
        /** Makes the message, quickly. */
        MessageLite message() throws StatusException;
    }

    public Rpc {
        features = List.copyOf(features);
    }

    /** A method whose client sends all of its request at once. */
    public static Rpc of(String name, Handling handling, String... features) {
        return new Rpc(name, List.of(features), false, handling, null);
    }

    /** A method that is answered once, and needs no thread to wait for the answer. */
    public static Rpc brief(String name, Beginning beginning, String... features) {
        Handling waiting = call -> call.send(await(beginning.begin(call)).message());
        return new Rpc(name, List.of(features), false, waiting, beginning);
    }

    private static Answer await(CompletableFuture<Answer> begun) {
        try {
            return begun.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException broken ? broken : failed;
        }
    }

    /** A method whose client goes on sending as long as it likes. */
    public static Rpc longLived(String name, Handling handling, String... features) {
        return new Rpc(name, List.of(features), true, handling, null);
    }
}
