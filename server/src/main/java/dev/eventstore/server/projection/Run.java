package dev.eventstore.server.projection;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.eventlog.LogClosedException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.HandlingStoppedException;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.subscription.Ending;
import dev.eventstore.server.subscription.Follower;
import dev.eventstore.server.subscription.Reached;
import dev.eventstore.server.subscription.SubscribeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A projection at work, from one start to the next stop, on a thread of its own. What it does is
 * seen in {@link #progress} and {@link #end}; both are safe for any thread.
 */
final class Run implements Follower {
    private static final Logger logger = LoggerFactory.getLogger(Run.class);

    /** How much is emitted before it is written. */
    private static final int WRITTEN_AT_ONCE = 1_000;

    /** How many events are handled before people see what came of it. */
    private static final int HANDLED_AT_ONCE = 4_000;

    /** The moments at which runs with much to do wake up. */
    private static final long GATHER_NANOS = 25_000_000;

    /** What an event that was passed by counts towards a checkpoint. */
    private static final int PASSED_BYTES = 256;

    private final Task task;
    private final Reading reading;
    private final Results results;
    private final Checkpoints checkpoints;
    private final Partitions partitions;
    private final Emitter emitter;
    private final Thread thread;
    private long sinceCheckpointHandled;
    private long sinceCheckpointBytes;
    private long handledMeanwhile;
    private Place begin;
    private Place seen;
    private boolean isBetween;
    private long lastWaitNanos = System.nanoTime() - GATHER_NANOS;
    private long checkpointNanos = System.nanoTime();
    private volatile Progress progress;
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
        this.checkpoints = new Checkpoints(outside, task.version(), Names.checkpoint(task.name()));
        this.emitter = new Emitter(outside, task.version(), tracking(task));
        Source source = task.handler().source();
        this.reading = new Reading(source, outside);
        this.results = new Results(task.name(), source);
        this.partitions =
                new Partitions(task.name(), checkpoints, task.definition().hasCheckpoints());
        this.begin = reading.start();
        this.seen = begin;
        this.progress = new Progress(begin, null, 0);
        // A script that computes must not keep a thread from those who serve clients.
        Thread.Builder builder =
                task.handler().isSlow() ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
        this.thread = builder.name("projection-" + task.name()).unstarted(this::work);
    }

    private static @Nullable StreamName tracking(Task task) {
        return task.definition().config().tracksEmitted() ? Names.tracking(task.name()) : null;
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

    /** How a partition stands; empty if that is not known. */
    Optional<Standing> standing(String partition) {
        return partitions.shown(partition);
    }

    /** Writes a checkpoint, once it has stopped. */
    void writeCheckpoint() {
        Progress last = progress;
        if (isBetween
                || !task.definition().hasCheckpoints()
                || last.place().equals(last.checkpoint())) {
            return;
        }
        emitter.forget();
        emitter.flush(last.place(), checkpoint(last.place()));
        progress = new Progress(last.place(), last.place(), last.handled());
    }

    private void work() {
        try {
            resume();
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
            task.handler().close();
        }
    }

    private void resume() {
        if (!task.definition().hasCheckpoints()) {
            return;
        }
        checkpoints
                .newest()
                .ifPresent(found -> {
                    begin = found.place();
                    seen = begin;
                    partitions.begin(found.state());
                    progress = new Progress(begin, begin, 0);
                });
    }

    private Ending follow() throws InterruptedException {
        return switch (reading.open(begin)) {
            case SubscribeResult.Open(var subscription) -> subscription.follow(this);
            case SubscribeResult.AccessDenied denied ->
                    throw new IllegalStateException("The node itself was refused: " + denied);
        };
    }

    @Override
    public void events(List<ResolvedEvent> events) {
        for (ResolvedEvent each : events) {
            RecordedEvent original = each.original();
            if (!reading.isSeen(begin, original)) {
                take(each, original);
            }
        }
        if (emitter.size() >= WRITTEN_AT_ONCE || handledMeanwhile >= HANDLED_AT_ONCE) {
            write();
        }
    }

    @Override
    public void checkpoint(Position position) {
        long passed = position.value() - seen.position().value();
        if (task.handler().source().allStreams() && passed > 0) {
            sinceCheckpointBytes += passed * PASSED_BYTES;
            seen = new Place(position);
            write();
        }
    }

    @Override
    public void waits() throws InterruptedException {
        if (!seen.equals(progress.place())) {
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
            // v5 counts the results in its last phase.
            progress = new Progress(seen, progress.checkpoint(), partitions.size());
            throw new CompletedException();
        }
    }

    private void take(ResolvedEvent found, RecordedEvent original) {
        Place place = reading.at(seen, original);
        RecordedEvent event = found.event();
        Source source = task.handler().source();
        if (event == null || isLeftOut(event, source)) {
            sinceCheckpointBytes += original.data().size() + original.metadata().size();
            // In streams v5 counts what was handled, in everything what was passed.
            seen = source.allStreams() ? place : seen;
            return;
        }
        handle(new SourceEvent(event, found.link()), place);
        handledMeanwhile++;
        seen = place;
    }

    private static boolean isLeftOut(RecordedEvent event, Source source) {
        boolean isLink = event.type().equals(SystemEventTypes.LINK);
        return !source.wants(event.type()) || (isLink && !source.includesLinks());
    }

    private void handle(SourceEvent event, Place place) {
        List<Emitted> emitted = handled(event, place);
        if (!emitted.isEmpty() && !task.definition().config().emits()) {
            throw new ProjectionFault("'emit' is not allowed by the projection/configuration/mode");
        }
        emitter.add(event.event(), place, emitted);
        task.handler()
                .result()
                .ifPresent(
                        result -> emitter.add(event.event(), place, List.of(results.of(result))));
    }

    private List<Emitted> handled(SourceEvent event, Place place) {
        try {
            return task.handler().handle(event, partitions);
        } catch (IllegalStateException | IllegalArgumentException failure) {
            String message =
                    "The %s projection failed to process an event.\r\nHandler: %s\r\nEvent Position: %s\r\n\r\nMessage:\r\n\r\n%s"
                            .formatted(
                                    task.name(),
                                    task.handler().getClass().getSimpleName(),
                                    place.text(),
                                    failure.getMessage());
            // What came of the events before it is not lost.
            emitter.flush(seen, List.of());
            throw new ProjectionFault(message, failure);
        }
    }

    private void write() {
        Progress before = progress;
        sinceCheckpointHandled += handledMeanwhile;
        boolean isCheckpoint = isCheckpointDue();
        // Until the append is answered, states and place do not belong together.
        isBetween = true;
        settle();
        emitter.flush(seen, isCheckpoint ? checkpoint(seen) : List.of());
        isBetween = false;
        if (isCheckpoint) {
            sinceCheckpointHandled = 0;
            sinceCheckpointBytes = 0;
            checkpointNanos = System.nanoTime();
            task.handler().forget();
        }
        progress =
                new Progress(
                        seen,
                        isCheckpoint ? seen : before.checkpoint(),
                        before.handled() + handledMeanwhile);
        handledMeanwhile = 0;
        partitions.show();
    }

    private void settle() {
        try {
            partitions.settle(task.handler().settle());
        } catch (IllegalStateException failure) {
            throw new ProjectionFault(
                    "The state of the %s projection is none: %s"
                            .formatted(task.name(), failure.getMessage()),
                    failure);
        }
    }

    private boolean isCheckpointDue() {
        ProjectionConfig config = task.definition().config();
        return task.definition().hasCheckpoints()
                && config.isCheckpointDue(sinceCheckpointHandled, sinceCheckpointBytes)
                && System.nanoTime() - checkpointNanos
                        >= Duration.ofMillis(config.checkpointAfterMillis()).toNanos();
    }

    private List<Append> checkpoint(Place place) {
        List<Emitted> beside = new ArrayList<>(task.handler().atCheckpoint());
        beside.addAll(partitions.checkpoint());
        return checkpoints.at(place, partitions.root(), beside);
    }
}
