package dev.eventstore.server.http.ui;

import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Waits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/** Answers that do not end by themselves, as many at a time as the node bears. Thread-safe. */
final class LiveReply {
    /** How many there may be: each is a thread and a page of events. */
    static final int MAX = 200;

    private final Semaphore places = new Semaphore(MAX);

    /** Writes one. */
    @FunctionalInterface
    interface Writing {
        /**
         * Writes until there is no more, or nobody waits for it.
         *
         * @throws InterruptedException if the node stops
         */
        void to(LiveOutput out, Pause pause) throws IOException, InterruptedException;
    }

    /** How an answer waits for more. */
    @FunctionalInterface
    interface Pause {
        /**
         * Waits.
         *
         * @return false if the node stops: the answer ends
         */
        boolean await(Waits.Wait wait) throws InterruptedException;
    }

    /** Writes one that is no row of events, but bytes. */
    @FunctionalInterface
    interface RawWriting {
        /**
         * Writes until there is no more.
         *
         * @throws InterruptedException if the node stops
         */
        void to(OutputStream out, Pause pause) throws IOException, InterruptedException;
    }

    /** The answer to a call. */
    Reply of(Call call, Writing writing) {
        return of(
                call,
                MediaType.EVENT_STREAM,
                (out, pause) -> writing.to(new LiveOutput(out), pause));
    }

    /** The answer to a call, in bytes of a type. */
    Reply of(Call call, MediaType type, RawWriting writing) {
        if (places.availablePermits() == 0) {
            return Reply.statusOnly(429, "Too Many Requests")
                    .with("Retry-After", "5")
                    .explained("Too many pages follow this node at once; close some.");
        }
        return Reply.live(
                        type,
                        out -> {
                            if (!places.tryAcquire()) {
                                return;
                            }
                            try {
                                writing.to(out, call::await);
                            } catch (InterruptedException stop) {
                                Thread.currentThread().interrupt();
                                throw new InterruptedIOException("The node stops.");
                            } finally {
                                places.release();
                            }
                        })
                .with("Cache-Control", "no-store")
                .with("X-Accel-Buffering", "no");
    }
}
