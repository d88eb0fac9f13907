package dev.eventstore.server.scavenge;

import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogClosedException;
import dev.eventstore.server.eventlog.LogTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scavenge at work, on a virtual thread of its own. It ends by itself, when it is told to
 * {@link #stop}, or when the node closes; then it goes on at the next start.
 */
final class ScavengeRun {
    private static final Logger logger = LoggerFactory.getLogger(ScavengeRun.class);
    private static final String PROGRESS = "scavenge.progress";
    private static final String UNRECLAIMED = "scavenge.unreclaimed";

    /** How long it may look without finding anything before that is written down. */
    private static final Duration UNTOLD_MAX = Duration.ofSeconds(5);

    private static final int PERCENT = 100;

    private final EventLog log;
    private final ScavengeHistory history;
    private final InstantSource clock;
    private final HiddenEvents hidden;
    private final Thread thread;
    private volatile Progress progress;
    private volatile boolean isStopped;
    private volatile boolean isSuspended;
    private long rememberedNanos = System.nanoTime();

    ScavengeRun(EventLog log, ScavengeHistory history, InstantSource clock, Progress progress) {
        this.log = log;
        this.history = history;
        this.clock = clock;
        this.hidden = new HiddenEvents(log, clock);
        this.progress = progress;
        this.thread = Thread.ofVirtual().name("scavenge").unstarted(this::run);
    }

    /** Makes a new scavenge known to the database, which it is kept in until it has ended. */
    static Progress begin(EventLog log, UUID id, Instant now, ScavengeSettings settings) {
        return log.submit(transaction -> {
            Progress begin = Progress.begin(id, now, settings, transaction.head());
            transaction.remember(PROGRESS, begin.text());
            return begin;
        });
    }

    /** What a scavenge has left that has not ended. */
    static Optional<Progress> unfinished(EventLog log) {
        return log.submit(transaction -> transaction.remembered(PROGRESS).map(Progress::parse));
    }

    void start() {
        thread.start();
    }

    UUID id() {
        return progress.id();
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Ends it for good, after the portion that it is at. */
    void stop() {
        isStopped = true;
        thread.interrupt();
    }

    /** Ends it until the next start of the node; returns when it has ended. */
    void suspend() throws InterruptedException {
        isSuspended = true;
        thread.interrupt();
        thread.join();
    }

    private void run() {
        try {
            end(work());
        } catch (LogClosedException closed) {
            logger.debug("Scavenge {} goes on when the node starts again", id(), closed);
        } catch (RuntimeException broken) {
            logger.error("Scavenge {} could not be ended", id(), broken);
        }
    }

    private Ending work() {
        try {
            history.started(progress);
            removeHidden();
            reclaim();
            return new Ending.Success();
        } catch (InterruptedException stopped) {
            return new Ending.Stopped();
        } catch (LogClosedException closedOrInterrupted) {
            if (isStopped || isSuspended) {
                return new Ending.Stopped();
            }
            throw closedOrInterrupted;
        } catch (RuntimeException broken) {
            logger.error("Scavenge {} failed at position {}", id(), progress.next(), broken);
            return new Ending.Failed(String.valueOf(broken.getMessage()));
        }
    }

    private void end(Ending ending) {
        // Nothing waits here any more, but a thread that is interrupted cannot append.
        Thread.interrupted();
        if (isSuspended) {
            return;
        }
        history.completed(progress, ending);
        log.submit(transaction -> {
            transaction.forget(PROGRESS);
            return true;
        });
        logger.info(
                "Scavenge {} ended: {}, {} events of {} bytes removed",
                id(),
                ending.result(),
                progress.total().events(),
                progress.total().bytes());
    }

    private void removeHidden() throws InterruptedException {
        while (!progress.isThrough()) {
            long chunk = progress.chunk();
            Instant began = clock.instant();
            long end = progress.chunkEnd();
            while (progress.next() <= end) {
                removeSome(end);
            }
            history.chunkCompleted(progress, chunk, began);
            progress = progress.inNextChunk();
        }
    }

    private void removeSome(long end) throws InterruptedException {
        long began = System.nanoTime();
        HiddenEvents.Page page = hidden.page(progress.next(), end);
        if (page.found().isEmpty() && began - rememberedNanos < UNTOLD_MAX.toNanos()) {
            progress = progress.to(page.next(), Tally.NONE);
        } else {
            progress = log.submit(transaction -> remove(transaction, page));
            rememberedNanos = System.nanoTime();
        }
        rest(System.nanoTime() - began);
    }

    private Progress remove(LogTransaction transaction, HiddenEvents.Page page) {
        Tally removed = hidden.remove(transaction, page);
        if (!removed.isNone()) {
            transaction.remember(UNRECLAIMED, "true");
        }
        Progress then = progress.to(page.next(), removed);
        transaction.remember(PROGRESS, then.text());
        return then;
    }

    /** Leaves to others the share of the time that the throttle demands. */
    private void rest(long workedNanos) throws InterruptedException {
        int percent = progress.settings().throttlePercent();
        long pause = workedNanos / percent * (PERCENT - percent);
        if (pause > 0) {
            TimeUnit.NANOSECONDS.sleep(pause);
        }
        if (isStopped || isSuspended) {
            throw new InterruptedException();
        }
    }

    private void reclaim() throws InterruptedException {
        if (log.submit(transaction -> transaction.remembered(UNRECLAIMED)).isEmpty()) {
            return;
        }
        Instant began = clock.instant();
        long before = log.fileBytes();
        log.reclaim();
        log.submit(transaction -> {
            transaction.forget(UNRECLAIMED);
            return true;
        });
        history.indexCompleted(progress, began, Math.max(0, before - log.fileBytes()));
    }
}
