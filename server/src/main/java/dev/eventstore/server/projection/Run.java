package dev.eventstore.server.projection;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.eventlog.LogClosedException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.subscription.Ending;
import dev.eventstore.server.subscription.Follower;
import dev.eventstore.server.subscription.Reached;
import dev.eventstore.server.subscription.Start;
import dev.eventstore.server.subscription.SubscribeResult;
import dev.eventstore.server.subscription.ToAll;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A projection at work, from one start to the next stop, on a thread of its own. What it does is
 * seen in {@link #progress} and {@link #end}; both are safe for any thread.
 */
final class Run implements Follower {
    private static final Logger logger = LoggerFactory.getLogger(Run.class);

    /** How often a run hears of events that are not for it. */
    private static final int TOLD_EVERY = 4_096;

    /** How much is emitted before it is written. */
    private static final int WRITTEN_AT_ONCE = 1_000;

    /** The moments at which runs with much to do wake up. */
    private static final long GATHER_NANOS = 25_000_000;

    /** What an event that was passed by counts towards a checkpoint. */
    private static final int PASSED_BYTES = 256;

    /** The streams of applications, and what governs them. */
    private static final EventFilter OF_APPLICATIONS =
            new EventFilter.ByRegex(
                    EventFilter.Subject.STREAM_NAME, Pattern.compile("^(?:[^$]|\\$\\$[^$])"));

    private final Task task;
    private final Outside outside;
    private final Checkpoints checkpoints;
    private final Emitter emitter;
    private final Thread thread;
    private long sinceCheckpointHandled;
    private long sinceCheckpointBytes;
    private long handledMeanwhile;
    private Place seen = Place.START;
    private long lastWaitNanos = System.nanoTime() - GATHER_NANOS;
    private long checkpointNanos = System.nanoTime();
    private volatile Progress progress = Progress.NONE;
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
        this.outside = outside;
        this.checkpoints = new Checkpoints(outside, task.version(), Names.checkpoint(task.name()));
        this.emitter = new Emitter(outside, task.version());
        this.thread = Thread.ofVirtual().name("projection-" + task.name()).unstarted(this::work);
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

    Progress progress() {
        return progress;
    }

    End end() {
        return end;
    }

    /** Writes a checkpoint, once it has stopped. */
    void writeCheckpoint() {
        Progress last = progress;
        if (!task.definition().hasCheckpoints() || last.place().equals(last.checkpoint())) {
            return;
        }
        emitter.forget();
        emitter.flush(last.place(), checkpoint(last.place()));
        progress = new Progress(last.place(), last.place(), last.handled());
    }

    private void work() {
        try {
            Place begin = task.definition().hasCheckpoints() ? checkpoints.newest() : Place.START;
            progress = new Progress(begin, begin.equals(Place.START) ? null : begin, 0);
            seen = begin;
            end = new End.Faulted("It cannot read any further: " + follow(begin));
        } catch (CompletedException _) {
            end = new End.Completed();
        } catch (InterruptedException | LogClosedException stop) {
            logger.debug("{} stops.", task.name());
            end = new End.Stopped();
        } catch (ProjectionFault fault) {
            logger.warn("{} is faulted: {}", task.name(), fault.getMessage(), fault.getCause());
            end = new End.Faulted(String.valueOf(fault.getMessage()));
        } catch (RuntimeException failure) {
            logger.error("{} is faulted.", task.name(), failure);
            end = new End.Faulted("The node failed: " + failure);
        }
    }

    private Ending follow(Place begin) throws InterruptedException {
        ToAll everything =
                new ToAll(
                        new Start.BehindPosition(begin.position()),
                        /* resolveLinks= */ false,
                        OF_APPLICATIONS,
                        TOLD_EVERY);
        return switch (outside.subscriptions().toAll(Caller.SYSTEM, everything)) {
            case SubscribeResult.Open(var subscription) -> subscription.follow(this);
            case SubscribeResult.AccessDenied denied ->
                    throw new IllegalStateException("The node itself was refused: " + denied);
        };
    }

    @Override
    public void events(List<ResolvedEvent> events) {
        for (ResolvedEvent each : events) {
            if (handle(each.original())) {
                handledMeanwhile++;
            }
        }
        seen = new Place(events.getLast().original().position());
        if (emitter.size() >= WRITTEN_AT_ONCE) {
            write();
        }
    }

    @Override
    public void checkpoint(Position position) {
        long passed = position.value() - seen.position().value();
        if (passed > 0) {
            sinceCheckpointBytes += passed * PASSED_BYTES;
            seen = new Place(position);
            write();
        }
    }

    @Override
    public void waits() throws InterruptedException {
        if (emitter.size() > 0 || !seen.equals(progress.place())) {
            write();
        }
        if (System.nanoTime() - lastWaitNanos < GATHER_NANOS) {
            gather();
        }
        lastWaitNanos = System.nanoTime();
    }

    /**
     * While there is much to do, lets some of it come together: a few large appends cost everybody
     * less than many small ones. All runs wake up at the same moments, so that their appends meet
     * in one commit. What comes after a silence is not kept waiting.
     */
    private static void gather() throws InterruptedException {
        Thread.sleep(Duration.ofNanos(GATHER_NANOS - System.nanoTime() % GATHER_NANOS));
    }

    @Override
    public void caughtUp(Reached at) {
        if (task.definition().mode() != ProjectionMode.CONTINUOUS) {
            write();
            throw new CompletedException();
        }
    }

    private boolean handle(RecordedEvent event) {
        boolean isLink = event.type().equals(SystemEventTypes.LINK);
        if (isLink && !task.handler().source().includesLinks()) {
            return false;
        }
        List<Emitted> emitted = handled(event);
        if (emitted.isEmpty()) {
            sinceCheckpointBytes += event.data().size() + event.metadata().size();
            return false;
        }
        if (!task.definition().config().emits()) {
            throw new ProjectionFault("'emit' is not allowed by the projection/configuration/mode");
        }
        emitter.add(event, new Place(event.position()), emitted);
        return true;
    }

    private List<Emitted> handled(RecordedEvent event) {
        try {
            return task.handler().handle(event);
        } catch (RuntimeException failure) {
            String message =
                    "The %s projection failed to process an event.\r\nHandler: %s\r\nEvent Position: %s\r\n\r\nMessage:\r\n\r\n%s"
                            .formatted(
                                    task.name(),
                                    task.handler().getClass().getSimpleName(),
                                    new Place(event.position()).text(),
                                    failure.getMessage());
            throw new ProjectionFault(message, failure);
        }
    }

    private void write() {
        Progress before = progress;
        sinceCheckpointHandled += handledMeanwhile;
        boolean isCheckpoint = isCheckpointDue();
        emitter.flush(seen, isCheckpoint ? checkpoint(seen) : List.of());
        if (isCheckpoint) {
            sinceCheckpointHandled = 0;
            sinceCheckpointBytes = 0;
            checkpointNanos = System.nanoTime();
        }
        progress =
                new Progress(
                        seen,
                        isCheckpoint ? seen : before.checkpoint(),
                        before.handled() + handledMeanwhile);
        handledMeanwhile = 0;
    }

    private boolean isCheckpointDue() {
        ProjectionConfig config = task.definition().config();
        return task.definition().hasCheckpoints()
                && config.isCheckpointDue(sinceCheckpointHandled, sinceCheckpointBytes)
                && System.nanoTime() - checkpointNanos
                        >= Duration.ofMillis(config.checkpointAfterMillis()).toNanos();
    }

    private List<Append> checkpoint(Place place) {
        return checkpoints.at(place, task.handler().atCheckpoint());
    }
}
