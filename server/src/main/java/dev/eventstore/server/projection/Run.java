package dev.eventstore.server.projection;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.eventlog.LogClosedException;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.HandlingStoppedException;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.subscription.Ending;
import dev.eventstore.server.subscription.Follower;
import dev.eventstore.server.subscription.Reached;
import dev.eventstore.server.subscription.SubscribeResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A projection at work, from one start to the next stop, on a thread of its own. What it does is
 * seen in {@link #progress} and {@link #end}; both are safe for any thread.
 */
final class Run implements Follower {
    private static final Logger logger = LoggerFactory.getLogger(Run.class);

    /** Who waits again so soon has much to do. */
    private static final long GATHER_NANOS = 25_000_000;

    /** How long it works before it asks whether it is in the way. */
    private static final long WORKED_NANOS = 5_000_000;

    /** How long after the start people wait for what comes of the first events. */
    private static final long BEGINS_NANOS = 5_000_000_000L;

    private final Task task;
    private final Work work;
    private final Pace pace;
    private final Thread thread;
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final long startedNanos = System.nanoTime();

    /** How much of its work the pace knows about. */
    private long workedNanos;

    private long lastWaitNanos = System.nanoTime() - GATHER_NANOS;
    private volatile boolean isAtEnd;
    private volatile End end = Going.ON;

    /** What is to be done. */
    record Task(String name, Definition definition, ProjectionVersion version, Handler handler) {}

    /** Whether and how it came to an end. */
    sealed interface End {
        /** It stopped, because it was told to. */
        record Stopped() implements End {}

        /** It has read everything, and wanted no more. */
        record Completed() implements End {}

        /** It cannot go on. */
        record Faulted(String reason) implements End {}
    }

    /** It has not come to an end. */
    enum Going implements End {
        /** It works. */
        ON
    }

    /** There is nothing more to do. */
    private static final class CompletedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CompletedException() {
            super("Everything is read.", null, false, false);
        }
    }

    Run(Task task, Outside outside) {
        this.task = task;
        this.work = new Work(task, outside);
        this.pace = outside.pace();
        // Who computes must not keep a carrier from those who serve clients.
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("projection-" + task.name())
                        .unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Asks it to stop; what it has not written yet it will find again. */
    void stop() {
        thread.interrupt();
    }

    /** Waits until it has stopped; answers whether it did in time. */
    boolean join(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }

    /**
     * Waits until there is something to see of it: the first events are handled, or there are none,
     * or it has come to an end. Only in its first seconds, when the engine for its language may
     * have to be loaded, it keeps anybody waiting.
     */
    void awaitBeginning() throws InterruptedException {
        long left = startedNanos + BEGINS_NANOS - System.nanoTime();
        underWay.await(left, TimeUnit.NANOSECONDS);
    }

    Progress progress() {
        return work.progress();
    }

    /** How it stood a moment ago. */
    Progress told() {
        return work.told();
    }

    /** Answers whether it has seen everything that is there, and waits for more. */
    boolean isAtEnd() {
        return isAtEnd;
    }

    End end() {
        return end;
    }

    /** How a partition stands; empty if that is not known. */
    Optional<Standing> standing(String partition) {
        return work.standing(partition);
    }

    List<String> partitions() {
        return work.partitions();
    }

    /** Writes a checkpoint, once it has stopped. */
    void writeCheckpoint() {
        work.writeCheckpoint();
    }

    private void work() {
        try {
            workedNanos = Pace.worked();
            work.resume();
            end = new End.Faulted("It cannot read any further: " + follow());
        } catch (CompletedException _) {
            end = new End.Completed();
        } catch (InterruptedException | HandlingStoppedException | LogClosedException stop) {
            logger.debug("{} stops.", task.name());
            end = new End.Stopped();
        } catch (ProjectionFault fault) {
            logger.warn("{} is faulted: {}", task.name(), fault.getMessage());
            logger.debug("Why {} is faulted", task.name(), fault);
            end = new End.Faulted(String.valueOf(fault.getMessage()));
        } catch (RuntimeException failure) {
            logger.error("{} is faulted.", task.name(), failure);
            end = new End.Faulted("The node failed: " + failure);
        } finally {
            underWay.countDown();
            task.handler().close();
        }
    }

    private Ending follow() throws InterruptedException {
        return switch (work.open()) {
            case SubscribeResult.Open(var subscription) -> subscription.follow(this);
            case SubscribeResult.AccessDenied denied ->
                    throw new IllegalStateException("The node itself was refused: " + denied);
        };
    }

    @Override
    public void events(List<ResolvedEvent> events) throws InterruptedException {
        isAtEnd = false;
        work.take(events);
        if (work.progress().handled() > 0) {
            underWay.countDown();
        }
        giveWay(WORKED_NANOS);
    }

    /** Gives way, if it has worked for so long since it did last. */
    private void giveWay(long leastNanos) throws InterruptedException {
        long worked = Pace.worked() - workedNanos;
        if (worked >= leastNanos) {
            pace.giveWay(worked);
            workedNanos += worked;
        }
    }

    @Override
    public void checkpoint(Position position) {
        work.pass(position);
    }

    @Override
    public void waits() throws InterruptedException {
        work.catchUp();
        isAtEnd = true;
        underWay.countDown();
        giveWay(0);
        if (System.nanoTime() - lastWaitNanos < GATHER_NANOS) {
            // While there is much to do, some of it comes together: a few large appends cost
            // everybody less than many small ones. What comes after a silence is not kept waiting.
            Pace.sleepUntilNextMoment();
        }
        lastWaitNanos = System.nanoTime();
    }

    @Override
    public void caughtUp(Reached at) {
        if (task.definition().mode() != ProjectionMode.CONTINUOUS) {
            work.complete();
            isAtEnd = true;
            throw new CompletedException();
        }
    }
}
