package dev.eventstore.server.eventlog;

import dev.eventstore.server.eventlog.index.RunBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the log. It takes what waits, lets each change decide, commits once
 * for all of them, and then answers. A failed commit ends it: nothing is ever written after one.
 *
 * <p>Safe for any thread.
 */
final class LogWriter implements RunBuilder.Upkeep {
    private static final Logger logger = LoggerFactory.getLogger(LogWriter.class);

    /** How many changes may wait; who comes later waits to be let in. */
    static final int QUEUE_MAX = 1_024;

    /** How many changes one commit takes at most. */
    private static final int BATCH_MAX = 1_024;

    /** How many bytes of records one commit takes before it lets the rest wait. */
    private static final long BATCH_BYTES_MAX = 16L * 1024 * 1024;

    private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(QUEUE_MAX);

    /** Steps of the index builder, which has one at a time; they go first. */
    private final BlockingQueue<Waiting<?>> upkeep = new ArrayBlockingQueue<>(8);

    private final Commit commit;
    private final Consumer<RuntimeException> onFailure;
    private final Thread thread = Thread.ofPlatform().name("log-writer").unstarted(this::run);
    private volatile LogFigures figures = LogFigures.NONE;
    private volatile boolean isClosing;
    private volatile @Nullable RuntimeException failure;

    /** What the writer does with the log; called on its thread only. */
    interface Commit {
        /** The view that changes decide against. */
        LogTransaction transaction();

        /** Makes everything durable that was changed since the last time, and shows it. */
        void commit();

        /** Answers whether appends must wait until the index has caught up. */
        boolean isBehind();

        /**
         * Does a little of what can wait, if it is due.
         *
         * @param isIdle whether no change waits
         * @return how long it can wait for a change until the next call, in milliseconds
         */
        long tidy(boolean isIdle);
    }

    private static final class Waiting<R> {
        private final Change<R> change;
        private final CompletableFuture<R> answer = new CompletableFuture<>();
        private @Nullable R result;

        Waiting(Change<R> change) {
            this.change = change;
        }

        void decide(LogTransaction transaction) {
            long before = transaction.head();
            try {
                result = change.applyTo(transaction);
            } catch (RuntimeException refused) {
                if (transaction.head() != before) {
                    throw refused;
                }
                answer.completeExceptionally(
                        refused instanceof MVStoreException unreadable
                                ? StorageFailures.of(unreadable)
                                : refused);
            }
        }

        @SuppressWarnings("NullAway") // R decides whether null is a result.
        void reply() {
            answer.complete(result);
        }

        void fail(RuntimeException why) {
            answer.completeExceptionally(why);
        }
    }

    LogWriter(Commit commit, Consumer<RuntimeException> onFailure) {
        this.commit = commit;
        this.onFailure = onFailure;
    }

    void start() {
        thread.start();
    }

    /**
     * Hands a change to the writer and waits until it is on disk.
     *
     * @throws LogClosedException if the log is closed or broken
     */
    <R> R submit(Change<R> change) {
        return await(enqueue(queue, change));
    }

    /**
     * Hands a change to the writer; of one thread, changes are decided in the order in which it
     * hands them in.
     *
     * @return completes on the writer's thread once the change is on disk
     * @throws LogClosedException if the log is closed or broken
     */
    <R> CompletableFuture<R> submitLater(Change<R> change) {
        return enqueue(queue, change);
    }

    @Override
    public void run(Runnable step) throws InterruptedException {
        CompletableFuture<Boolean> done =
                enqueue(
                        upkeep,
                        transaction -> {
                            step.run();
                            transaction.touch();
                            return true;
                        });
        // The writer may sleep on its queue; an empty change wakes it.
        queue.offer(new Waiting<>(transaction -> true));
        await(done);
    }

    private <R> CompletableFuture<R> enqueue(BlockingQueue<Waiting<?>> target, Change<R> change) {
        Waiting<R> waiting = new Waiting<>(change);
        try {
            while (!target.offer(waiting, 1, TimeUnit.SECONDS)) {
                throwIfClosed();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogClosedException("Interrupted while waiting for the log.", interrupted);
        }
        if (isClosing && !thread.isAlive()) {
            waiting.fail(closed());
        }
        return waiting.answer;
    }

    private static <R> R await(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /** Answers what waits, then ends the thread. */
    void close() throws InterruptedException {
        isClosing = true;
        queue.offer(new Waiting<>(transaction -> true));
        thread.join();
        drain(queue);
        drain(upkeep);
    }

    private void run() {
        try {
            while (!isClosing || !queue.isEmpty()) {
                writeBatch(nextBatch());
            }
        } catch (InterruptedException unexpected) {
            logger.error("The log writer was interrupted; nothing more is written.", unexpected);
        } catch (RuntimeException | Error broken) {
            stopAfter(broken);
        } finally {
            isClosing = true;
            drain(queue);
            drain(upkeep);
        }
    }

    private List<Waiting<?>> nextBatch() throws InterruptedException {
        List<Waiting<?>> batch = new ArrayList<>();
        if (commit.isBehind() && !isClosing) {
            Waiting<?> step = upkeep.poll(1, TimeUnit.SECONDS);
            if (step != null) {
                batch.add(step);
            }
            return batch;
        }
        Waiting<?> first = queue.poll();
        long pause = commit.tidy(first == null);
        // The change that announces a step may have gone into the batch before.
        upkeep.drainTo(batch);
        if (first == null && batch.isEmpty()) {
            first = queue.poll(pause, TimeUnit.MILLISECONDS);
            upkeep.drainTo(batch);
        }
        if (first != null) {
            batch.add(first);
        }
        return batch;
    }

    private void writeBatch(List<Waiting<?>> batch) {
        LogTransaction transaction = commit.transaction();
        try {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).decide(transaction);
                boolean hasRoom =
                        batch.size() < BATCH_MAX
                                && transaction.pendingBytes() < BATCH_BYTES_MAX
                                && !commit.isBehind();
                Waiting<?> next = i == batch.size() - 1 && hasRoom ? queue.poll() : null;
                if (next != null) {
                    batch.add(next);
                }
            }
            commitAndMeasure(transaction, batch.size());
        } catch (RuntimeException | Error broken) {
            LogClosedException why = new LogClosedException("The log failed.", broken);
            batch.forEach(waiting -> waiting.fail(why));
            throw broken;
        }
        // Only now: an answer promises durability.
        batch.forEach(Waiting::reply);
    }

    private void commitAndMeasure(LogTransaction transaction, int changes) {
        int events = transaction.pendingEvents();
        long bytes = transaction.pendingBytes();
        long began = System.nanoTime();
        commit.commit();
        if (changes > 0) {
            figures = figures.plus(changes, events, bytes, System.nanoTime() - began);
        }
    }

    /** What was done since the start. */
    LogFigures figures() {
        return figures.withWaiting(queue.size());
    }

    private void stopAfter(Throwable broken) {
        RuntimeException why =
                broken instanceof RuntimeException exception
                        ? exception
                        : new LogClosedException("The log failed.", broken);
        failure = why;
        onFailure.accept(why);
    }

    private void drain(BlockingQueue<Waiting<?>> waiting) {
        List<Waiting<?>> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(each -> each.fail(closed()));
    }

    private void throwIfClosed() {
        if (isClosing) {
            throw closed();
        }
    }

    private LogClosedException closed() {
        return new LogClosedException("The log is closed.", failure);
    }
}
