package dev.eventstore.server.eventlog.index;

import dev.eventstore.server.eventlog.storage.IndexKey;
import java.util.Comparator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes index runs on a thread of its own ({@code index-builder}), one after the other, but that
 * tables from memory are put in between while runs are merged. It touches only maps that nobody
 * else knows yet; publishing happens on the writer thread.
 *
 * <p>Its queue is bounded by {@link StreamIndex#FROZEN_MAX}: appends wait before it grows further.
 */
public final class RunBuilder {
    /** How much of a run is written before the writer gets to commit it. */
    private static final int SLICE_BYTES = 256 * 1024;

    /** How many entries are looked at before the writer gets to commit. */
    private static final int SLICE_ENTRIES = 50_000;

    private final BlockingQueue<Job> jobs =
            new PriorityBlockingQueue<>(
                    16,
                    Comparator.comparing((Job job) -> !job.isUrgent)
                            .thenComparingLong(job -> job.number));
    private final AtomicLong numbers = new AtomicLong();
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
            long entriesMax,
            Consumer<@Nullable KeyFilter> publish,
            boolean isUrgent,
            long number,
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

    /**
     * Writes a table out before everything else that waits, tables in their order.
     *
     * @param publish gets the filter of the streams in the run, on the writer thread
     */
    void buildTable(
            MVMap<IndexKey, byte[]> target,
            Supplier<EntryCursor> entries,
            long entriesMax,
            Consumer<@Nullable KeyFilter> publish) {
        jobs.add(
                new Job(
                        target,
                        entries,
                        _ -> true,
                        entriesMax,
                        publish,
                        true,
                        numbers.incrementAndGet(),
                        new CompletableFuture<>()));
    }

    /**
     * Writes runs anew.
     *
     * @param isKept answers which entries are wanted, by their positions
     * @param publish gets the filter of the streams in the run, on the writer thread
     * @return completes when the run is published, is cancelled when the builder is stopped
     */
    CompletableFuture<Void> rebuild(
            MVMap<IndexKey, byte[]> target,
            Supplier<EntryCursor> entries,
            LongPredicate isKept,
            long entriesMax,
            Consumer<@Nullable KeyFilter> publish) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        jobs.add(
                new Job(
                        target,
                        entries,
                        isKept,
                        entriesMax,
                        publish,
                        false,
                        numbers.incrementAndGet(),
                        done));
        if (isClosed) {
            done.cancel(false);
        }
        return done;
    }

    /** Ends the thread; what it has not published is dropped at the next opening. */
    public void stop() throws InterruptedException {
        isClosed = true;
        thread.interrupt();
        thread.join();
        jobs.forEach(job -> job.done.cancel(false));
    }

    private void work() {
        try {
            while (!isClosed) {
                execute(jobs.take());
            }
        } catch (InterruptedException | RunInterruptedException closing) {
            // What is not published will be built again.
        } catch (RuntimeException broken) {
            if (!isClosed) {
                onFailure.accept(broken);
            }
        }
    }

    private void execute(Job job) throws InterruptedException {
        try {
            KeyFilter.Builder filter = new KeyFilter.Builder(job.entriesMax);
            try (EntryCursor entries = job.entries.get()) {
                fill(job.target, entries, job.isKept, filter, this::pause);
            }
            KeyFilter built = filter.build();
            writer.run(() -> job.publish.accept(built));
            job.done.complete(null);
        } finally {
            job.done.cancel(false);
        }
    }

    /** Writes entries into an empty map, in blocks, with a pause for each slice. */
    static void fill(
            MVMap<IndexKey, byte[]> target,
            EntryCursor entries,
            LongPredicate isKept,
            KeyFilter.Builder filter,
            Runnable afterSlice) {
        IndexBlock.Writer block = new IndexBlock.Writer();
        int bytes = 0;
        int asked = 0;
        while (entries.advance()) {
            asked++;
            if (isKept.test(entries.position())) {
                block.add(entries.stream(), entries.revision(), entries.position());
                filter.add(entries.stream());
            }
            if (block.isFull()) {
                bytes += append(target, block);
                block = new IndexBlock.Writer();
            }
            if (bytes >= SLICE_BYTES || asked >= SLICE_ENTRIES) {
                afterSlice.run();
                bytes = 0;
                asked = 0;
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

    /** Lets the writer commit, and tables go first, which appends may wait for. */
    private void pause() {
        try {
            writer.run(() -> {});
            for (Job next = jobs.peek(); next != null && next.isUrgent; next = jobs.peek()) {
                execute(jobs.take());
            }
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
