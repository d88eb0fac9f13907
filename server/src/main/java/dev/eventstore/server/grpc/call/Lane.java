package dev.eventstore.server.grpc.call;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The short calls of one connection that have something to be done for, and the one thread that
 * does it. It is there while there is something to do. What is ready to be answered leaves
 * together. Thread-safe.
 */
final class Lane {
    /** Each holds a call at most once, and those are bounded by the streams of the connection. */
    private final Queue<ShortCall> begun = new ConcurrentLinkedQueue<>();

    private final Queue<ShortCall> ready = new ConcurrentLinkedQueue<>();
    private final AtomicInteger added = new AtomicInteger();

    /** The request is there. Does not wait. */
    void begin(ShortCall call) {
        begun.add(call);
        wake();
    }

    /** The answer is there. Does not wait. */
    void answer(ShortCall call) {
        ready.add(call);
        wake();
    }

    private void wake() {
        if (added.getAndIncrement() == 0) {
            Thread.ofVirtual().name("grpc-short").start(this::run);
        }
    }

    private void run() {
        int seen = added.get();
        while (seen > 0) {
            for (ShortCall call = begun.poll(); call != null; call = begun.poll()) {
                call.begin();
            }
            ShortCall first = ready.poll();
            if (first != null) {
                // Usually the others go while the first is being written, and so all in one write.
                first.answer(this::answerRest);
                answerRest();
            }
            seen = added.addAndGet(-seen);
        }
    }

    private void answerRest() {
        for (ShortCall next = ready.poll(); next != null; next = ready.poll()) {
            next.answer(() -> {});
        }
    }
}
