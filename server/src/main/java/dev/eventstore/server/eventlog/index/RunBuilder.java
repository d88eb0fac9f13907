package dev.eventstore.server.eventlog.index;

import dev.eventstore.server.eventlog.storage.IndexKey;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;

/**
 * Writes index runs on a thread of its own ({@code index-builder}), one after the other. It touches
 * only maps that nobody else knows yet; publishing happens on the writer thread.
 *
 * <p>Its queue is bounded by {@link StreamIndex#FROZEN_MAX}: appends wait before it grows further.
 */
public final class RunBuilder {
    /** How much of a run is written before the writer gets to commit it. */
    private static final int SLICE_BYTES = 256 * 1024;

    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final Upkeep writer;
    private final Consumer<RuntimeException> onFailure;
    private final Thread thread;
    private volatile boolean isClosed;

    /** How the builder reaches the writer thread. */
    @FunctionalInterface
    public interface Upkeep {
        /**
         * Runs something on the writer thread and returns when it is committed.
         *
         * @throws InterruptedException if the waiting thread is interrupted
         */
        void run(Runnable step) throws InterruptedException;
    }

    private record Job(
            MVMap<IndexKey, byte[]> target,
            Supplier<EntryCursor> entries,
            LongPredicate isKept,
            Runnable publish,
            CompletableFuture<Void> done) {}

    /**
     * Makes the thread, which {@link #start} starts.
     *
     * @param writer how to reach the writer thread
     * @param onFailure told when no more runs can be written
     */
    public RunBuilder(Upkeep writer, Consumer<RuntimeException> onFailure) {
        this.writer = writer;
        this.onFailure = onFailure;
        thread = Thread.ofPlatform().name("index-builder").daemon().unstarted(this::work);
    }

    /** Begins to work. */
    public void start() {
        thread.start();
    }

    CompletableFuture<Void> build(
            MVMap<IndexKey, byte[]> target,
            Supplier<EntryCursor> entries,
            LongPredicate isKept,
            Runnable publish) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        jobs.add(new Job(target, entries, isKept, publish, done));
        return done;
    }

    /** Ends the thread; what it has not published is dropped at the next opening. */
    public void stop() throws InterruptedException {
        isClosed = true;
        thread.interrupt();
        thread.join();
    }

    private void work() {
        while (!isClosed) {
            try {
                Job job = jobs.take();
                fill(job.target, job.entries.get(), job.isKept, this::letTheWriterCommit);
                writer.run(job.publish);
                job.done.complete(null);
            } catch (InterruptedException | RunInterruptedException closing) {
                return;
            } catch (RuntimeException broken) {
                if (!isClosed) {
                    onFailure.accept(broken);
                }
                return;
            }
        }
    }

    /** Writes entries into an empty map, in blocks, with a pause for each slice. */
    static void fill(
            MVMap<IndexKey, byte[]> target,
            EntryCursor entries,
            LongPredicate isKept,
            Runnable afterSlice) {
        IndexBlock.Writer block = new IndexBlock.Writer();
        int slice = 0;
        while (entries.advance()) {
            if (!isKept.test(entries.position())) {
                continue;
            }
            block.add(entries.stream(), entries.revision(), entries.position());
            if (block.isFull()) {
                slice += append(target, block);
                block = new IndexBlock.Writer();
                if (slice >= SLICE_BYTES) {
                    afterSlice.run();
                    slice = 0;
                }
            }
        }
        if (!block.isEmpty()) {
            append(target, block);
        }
    }

    private static int append(MVMap<IndexKey, byte[]> target, IndexBlock.Writer block) {
        byte[] bytes = block.bytes();
        target.put(block.firstKey(), bytes);
        return bytes.length;
    }

    private void letTheWriterCommit() {
        try {
            writer.run(() -> {});
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new RunInterruptedException(closing);
        }
    }

    /** The node closes while a run is being written. */
    private static final class RunInterruptedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RunInterruptedException(InterruptedException cause) {
            super(cause);
        }
    }
}
