package dev.eventstore.server.projection;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.projection.handler.Deletion;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.subscription.SubscribeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run does with events: hands them to the handler, writes what comes of them, and marks its
 * place. {@link #progress}, {@link #standing} and {@link #partitions} are safe for any thread,
 * everything else is for the thread that runs.
 */
final class Work {
    /** How much is emitted before it is written. */
    private static final int WRITTEN_AT_ONCE = 2_000;

    /** How many events are handled before people see what came of it. */
    private static final int HANDLED_AT_ONCE = 4_000;

    /** What an event that was passed by counts towards a checkpoint. */
    private static final int PASSED_BYTES = 256;

    /** How long it takes until statistics over HTTP tell of what happened. */
    private static final long TOLD_AFTER_NANOS = 400_000_000;

    private final Run.Task task;
    private final Source source;
    private final Reading reading;
    private final Results results;
    private final Checkpoints checkpoints;
    private final Partitions partitions;
    private final Emitter emitter;
    private long sinceCheckpointHandled;
    private long sinceCheckpointBytes;
    private long handledMeanwhile;
    private Place begin;
    private Place seen;
    private boolean isBetween;
    private long checkpointNanos = System.nanoTime();
    private volatile Progress progress;
    private volatile Progress told;
    private volatile long untoldNanos;

    Work(Run.Task task, Outside outside) {
        this.task = task;
        this.source = task.handler().source();
        this.checkpoints = new Checkpoints(outside, task.version(), Names.checkpoint(task.name()));
        boolean tracks = task.definition().config().tracksEmitted();
        this.emitter =
                new Emitter(outside, task.version(), tracks ? Names.tracking(task.name()) : null);
        this.reading = new Reading(source, outside);
        boolean areWrittenAtEnd = task.definition().mode() != ProjectionMode.CONTINUOUS;
        this.results = new Results(task.name(), source, areWrittenAtEnd);
        this.partitions =
                new Partitions(task.name(), checkpoints, task.definition().hasCheckpoints());
        this.begin = reading.start();
        this.seen = begin;
        this.progress = new Progress(begin, null, 0);
        this.told = progress;
    }

    Progress progress() {
        return progress;
    }

    /** How it stood a moment ago: v5's statistics never show what came just now. */
    Progress told() {
        Progress now = progress;
        if (!now.equals(told) && System.nanoTime() - untoldNanos >= TOLD_AFTER_NANOS) {
            told = now;
        }
        return told;
    }

    /** How a partition stands; empty if that is not known. */
    Optional<Standing> standing(String partition) {
        return partitions.shown(partition);
    }

    /** The partitions that are in memory; see {@link Partitions#keys}. */
    List<String> partitions() {
        return partitions.keys();
    }

    /** Begins where the newest checkpoint is. */
    void resume() {
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
                    told = progress;
                });
    }

    /** Opens what it reads, from where it begins. */
    SubscribeResult open() {
        return reading.open(begin);
    }

    void take(List<ResolvedEvent> events) {
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

    /** Everything up to a position was looked at. */
    void pass(Position position) {
        long passed = position.value() - seen.position().value();
        if (source.allStreams() && passed > 0) {
            sinceCheckpointBytes += passed * PASSED_BYTES;
            seen = new Place(position);
            write();
        }
    }

    /** There is nothing more to take for now. */
    void catchUp() {
        if (!seen.equals(progress.place())) {
            write();
        }
    }

    /** There is nothing more to take. */
    void complete() {
        write();
        results.atEnd(seen, partitions, emitter);
        // v5 counts the results in its last phase.
        progress = new Progress(seen, progress.checkpoint(), partitions.size());
    }

    /** Writes a checkpoint where it has come to. */
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

    private void take(ResolvedEvent found, RecordedEvent original) {
        Place place = reading.at(seen, original);
        if (source.options().hearsDeletions() && hearDeletion(found, place)) {
            seen = place;
            return;
        }
        RecordedEvent event = found.event();
        if (event == null || !source.takes(event.type())) {
            sinceCheckpointBytes += original.data().size() + original.metadata().size();
            // In streams v5 counts what was handled, in everything what was passed.
            seen = source.allStreams() ? place : seen;
            return;
        }
        handle(new SourceEvent(event, found.link()), place);
        handledMeanwhile++;
        seen = place;
    }

    /** Answers whether the event tells of a deletion, which then is what the handler gets. */
    private boolean hearDeletion(ResolvedEvent found, Place place) {
        RecordedEvent original = found.original();
        RecordedEvent event = found.event();
        Optional<StreamName> stream =
                source.allStreams() ? Deletion.of(original) : Deletion.toldBy(original);
        if (stream.isEmpty()) {
            return false;
        }
        boolean isSoft = event != null && event.type().equals(SystemEventTypes.METADATA);
        List<Emitted> emitted =
                handled(
                        original,
                        place,
                        () -> task.handler().deleted(stream.get(), isSoft, partitions));
        add(original, place, emitted);
        handledMeanwhile++;
        return true;
    }

    private void handle(SourceEvent event, Place place) {
        List<Emitted> emitted =
                handled(event.event(), place, () -> task.handler().handle(event, partitions));
        add(event.event(), place, emitted);
    }

    private void add(RecordedEvent cause, Place place, List<Emitted> emitted) {
        if (!emitted.isEmpty()) {
            if (!task.definition().config().emits()) {
                throw new ProjectionFault(
                        "'emit' is not allowed by the projection/configuration/mode");
            }
            emitter.add(cause, place, emitted);
        }
        results.of(task.handler(), cause, place, emitter);
    }

    private List<Emitted> handled(
            RecordedEvent event, Place place, Supplier<List<Emitted>> handling) {
        try {
            return handling.get();
        } catch (IllegalStateException | IllegalArgumentException failure) {
            // What came of the events before it is not lost.
            emitter.flush(seen, List.of());
            throw new ProjectionFault(reason(event, place, failure), failure);
        }
    }

    /** Says it as Event Store 5 does, and then which event it was. */
    private String reason(RecordedEvent event, Place place, RuntimeException failure) {
        return """
        The %s projection failed to process an event.\r
        Handler: %s\r
        Event Position: %s\r
        \r
        Message:\r
        \r
        %s\r
        \r
        Event: %d@%s\r
        Type: %s\
        """
                .formatted(
                        task.name(),
                        task.handler().getClass().getSimpleName(),
                        place.text(),
                        failure.getMessage(),
                        event.revision().value(),
                        event.stream(),
                        event.type());
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
        if (told.equals(before)) {
            untoldNanos = System.nanoTime();
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
