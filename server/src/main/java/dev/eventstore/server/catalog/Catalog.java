package dev.eventstore.server.catalog;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.subscription.Follower;
import dev.eventstore.server.subscription.Start;
import dev.eventstore.server.subscription.SubscribeResult;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.subscription.ToAll;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows all streams by following everything, as long as somebody looks. Thread-safe. */
public final class Catalog implements AutoCloseable {
    /** How many streams are remembered: some 200 bytes each, 50 MB together. */
    public static final int STREAMS_MAX = 250_000;

    private static final Logger logger = LoggerFactory.getLogger(Catalog.class);

    /** A shelf serves looks for as long as this, before it is made anew. */
    private static final Duration SHELF_LIFE = Duration.ofMillis(500);

    /** So many events are read in no time. */
    private static final long NEAR = 10_000;

    /** So few streams are put in order anew for each look. */
    private static final int CHEAP_MAX = 20_000;

    /** Following stops when nobody looked for so long. */
    private static final Duration INTEREST = Duration.ofMinutes(1);

    private final Subscriptions subscriptions;
    private final LongSupplier head;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Notes notes;
    private Position noted = Position.START;
    private Shelf shelf = new Shelf(new KnownStream[0]);
    private Position shelved = Position.START;
    private long shelvedAt;
    private long lookedAt;
    private @Nullable Thread thread;
    private boolean closed;

    /**
     * @param head the position of the newest event
     */
    public Catalog(Subscriptions subscriptions, LongSupplier head) {
        this(subscriptions, head, STREAMS_MAX);
    }

    /**
     * @param max how many streams are remembered
     */
    public Catalog(Subscriptions subscriptions, LongSupplier head, int max) {
        this.subscriptions = subscriptions;
        this.head = head;
        this.notes = new Notes(max);
    }

    /**
     * Lists streams, and begins to follow if that is not under way.
     *
     * @param patience how long to wait at most for what was appended before this call
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Listing list(Wanted wanted, Duration patience) throws InterruptedException {
        long newest = head.getAsLong();
        Shelf now = look(newest, patience);
        List<KnownStream> found = now.find(wanted);
        int from = Math.clamp(wanted.offset(), 0, found.size());
        int to = Math.min(found.size(), from + wanted.limit());
        return new Listing(
                found.subList(from, to),
                found.size(),
                now.categories(wanted.system()),
                shelvedUpTo(),
                newest,
                isComplete());
    }

    /** Follows no more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private Shelf look(long newest, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            lookedAt = System.nanoTime();
            if (thread == null && !closed) {
                thread = Thread.ofVirtual().name("catalog").start(this::follow);
            }
            // What just came is worth a wait; a large database that is read for the first time is
            // not.
            boolean isNear = newest - noted.value() <= NEAR;
            long left = isNear ? patience.toNanos() : 0;
            while (noted.value() < newest && left > 0 && !closed) {
                left = moved.awaitNanos(left);
            }
            boolean old = System.nanoTime() - shelvedAt > SHELF_LIFE.toNanos();
            boolean cheap = notes.size() <= CHEAP_MAX && noted.value() >= newest;
            if (!noted.equals(shelved) && (old || cheap)) {
                shelf = new Shelf(notes.all());
                shelved = noted;
                shelvedAt = System.nanoTime();
            }
            return shelf;
        } finally {
            lock.unlock();
        }
    }

    private long shelvedUpTo() {
        lock.lock();
        try {
            return shelved.value();
        } finally {
            lock.unlock();
        }
    }

    private boolean isComplete() {
        lock.lock();
        try {
            return notes.isComplete();
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        try {
            ToAll request =
                    new ToAll(
                            new Start.BehindPosition(noted),
                            false,
                            EventFilter.Everything.EVERYTHING,
                            0);
            if (subscriptions.toAll(Caller.SYSTEM, request)
                    instanceof SubscribeResult.Open(var subscription)) {
                subscription.follow(new Noting());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            if (!closed) {
                logger.warn("The list of streams is no longer kept up to date", broken);
            }
        } finally {
            ended();
        }
    }

    private void ended() {
        lock.lock();
        try {
            thread = null;
        } finally {
            lock.unlock();
        }
    }

    private final class Noting implements Follower {
        @Override
        public void events(List<ResolvedEvent> events) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                for (ResolvedEvent event : events) {
                    notes.note(event.original());
                }
                noted = events.getLast().original().position();
                moved.signalAll();
                long idle = System.nanoTime() - lookedAt;
                if (TimeUnit.NANOSECONDS.toSeconds(idle) > INTEREST.toSeconds()) {
                    throw new InterruptedException("Nobody looks.");
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
