package dev.eventstore.server.tcp;

import dev.eventstore.server.tcp.command.BadRequest;
import dev.eventstore.server.tcp.command.Refusals;
import dev.eventstore.server.tcp.command.Session.Work;
import dev.eventstore.server.tcp.frame.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one client that are worked on, and what they hold in memory. Requests begin on
 * the thread that reads them; they may end on any.
 */
final class UnderWay {
    /** How many there are at a time; the next waits to be read. */
    static final int REQUESTS_MAX = 1_024;

    private static final Logger logger = LoggerFactory.getLogger(UnderWay.class);
    private static final ThreadFactory THREADS = Thread.ofVirtual().name("tcp-request").factory();

    private final Outbox outbox;
    private final Memory memory;
    private final Supplier<String> client;
    private final Semaphore slots = new Semaphore(REQUESTS_MAX);
    private final ReentrantLock turn = new ReentrantLock();

    /** What the package at hand takes of the memory; of the reading thread. */
    private int held;

    private volatile boolean isStopping;

    /**
     * @param client who it is, for the log
     */
    UnderWay(Outbox outbox, Memory memory, Supplier<String> client) {
        this.outbox = outbox;
        this.memory = memory;
        this.client = client;
    }

    /** A package is about to be read; waits until there is room for it. */
    void enter(int bytes) throws InterruptedException {
        held = memory.enter(bytes);
    }

    /** The package at hand is handled, or breaks off; what was begun for it keeps its room. */
    void leave() {
        memory.leave(held);
        held = 0;
    }

    void beginStop() {
        isStopping = true;
    }

    boolean isStopping() {
        return isStopping;
    }

    /** Waits until all are done, and lets none begin after that; false if the time ran out. */
    boolean awaitDone(Duration patience) throws InterruptedException {
        return slots.tryAcquire(REQUESTS_MAX, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void begin(Request request, Supplier<CompletableFuture<Work>> work)
            throws InterruptedException {
        int room = take(request);
        CompletableFuture<Work> begun;
        try {
            begun = work.get();
        } catch (RuntimeException broken) {
            begun = CompletableFuture.failedFuture(broken);
        }
        var _ =
                begun.whenComplete((rest, broken) -> {
                    try {
                        attempt(request, broken == null ? rest : () -> fail(broken));
                    } finally {
                        memory.leave(room);
                        slots.release();
                    }
                });
    }

    private static void fail(Throwable why) {
        Throwable cause = why instanceof CompletionException ? why.getCause() : why;
        throw cause instanceof RuntimeException known ? known : new CompletionException(why);
    }

    void run(Request request, Work work) throws InterruptedException {
        start(request, work, take(request));
    }

    /** Of a request that only asks, nothing is kept. */
    void runInTurn(Request request, Work work) throws InterruptedException {
        slots.acquire();
        start(request, () -> inTurn(work), 0);
    }

    private void inTurn(Work work) throws BadRequest, InterruptedException {
        turn.lockInterruptibly();
        try {
            outbox.awaitRoom();
            work.run();
        } finally {
            turn.unlock();
        }
    }

    /** Takes a slot, and for the request the room of its package. */
    private int take(Request request) throws InterruptedException {
        slots.acquire();
        int room = held == 0 ? memory.enter(request.length()) : held;
        held = 0;
        return room;
    }

    private void start(Request request, Work work, int room) {
        Runnable doing =
                () -> {
                    try {
                        attempt(request, work);
                    } finally {
                        memory.leave(room);
                        slots.release();
                    }
                };
        THREADS.newThread(doing).start();
    }

    /** Does something here and now. */
    void attempt(Request request, Work work) {
        try {
            work.run();
        } catch (BadRequest bad) {
            outbox.add(Refusals.badRequest(request, bad));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            if (isStopping) {
                outbox.add(Refusals.notReady(request.correlation()));
                return;
            }
            logger.error("{} of {} failed", request.name(), client.get(), broken);
            outbox.add(Refusals.badRequest(request, new BadRequest("Internal error.")));
        }
    }
}
