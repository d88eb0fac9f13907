package dev.eventstore.server.projection;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.LogClosedException;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One projection: its definition, and its run if it has one. Thread-safe. */
final class Projection {
    private static final Logger logger = LoggerFactory.getLogger(Projection.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double PERCENT = 100;

    private final String name;
    private final long id;
    private final Outside outside;
    private Definition definition;

    /** The revision of the newest definition. */
    private long written;

    /** The version that it was started or looked at with last. */
    private ProjectionVersion version;

    private @Nullable Source source;
    private State state = Resting.STOPPED;

    /** It has not begun with the node yet, and will in a moment. */
    private boolean isToBegin;

    private long askedNanos = System.nanoTime();
    private Progress last = Progress.NONE;

    /** What people may still want to see of the run before. */
    private @Nullable Run stopped;

    /** What it does. */
    private sealed interface State {
        /** It runs, or ran until it came to an end by itself. */
        record Running(Run run) implements State {}

        /** The definition makes no sense. */
        record Refused(String reason) implements State {}
    }

    /** It does nothing. */
    private enum Resting implements State {
        /** It was stopped, or never started. */
        STOPPED,
        /** It was stopped without a checkpoint. */
        ABORTED
    }

    /**
     * @param id its number, −1 if it is not remembered
     * @param written the revision of its definition
     */
    Projection(String name, long id, Definition definition, long written, Outside outside) {
        this.name = name;
        this.id = id;
        this.definition = definition;
        this.written = written;
        this.outside = outside;
        this.version = new ProjectionVersion(id, definition.epoch(), written);
    }

    String name() {
        return name;
    }

    synchronized Definition definition() {
        return definition;
    }

    synchronized long written() {
        return written;
    }

    /** Takes a new definition, to be acted upon with the next {@link #prepare} or start. */
    synchronized void define(Definition newDefinition, long newWritten) {
        definition = newDefinition;
        written = newWritten;
    }

    /** Looks at the definition without starting. */
    synchronized void prepare() {
        version = new ProjectionVersion(id, definition.epoch(), written);
        Handler handler = handler();
        if (handler != null) {
            handler.close();
        }
    }

    /** Starts it, unless it is running. */
    synchronized void start() {
        if (isRunning()) {
            return;
        }
        version = new ProjectionVersion(id, definition.epoch(), written);
        Handler handler = handler();
        if (handler != null) {
            Run run = new Run(new Run.Task(name, definition, version, handler), outside);
            state = new State.Running(run);
            run.start();
        }
    }

    /** Says that {@link #begin} will be called, so that people see how it stood and what comes. */
    synchronized void expectBeginning() {
        isToBegin = true;
        last = remembered().orElse(Progress.NONE);
    }

    /** Starts it if it is to run with the node, else only looks at the definition. */
    synchronized void begin() {
        isToBegin = false;
        if (definition.isEnabled()) {
            start();
        } else {
            prepare();
        }
    }

    /** Stops it, and remembers how far it has come. */
    synchronized void stop() {
        end(Resting.STOPPED);
    }

    /** Stops it; it will begin again with its last checkpoint. */
    synchronized void abort() {
        end(Resting.ABORTED);
    }

    /** Asks it to stop, without waiting for that. */
    synchronized void hurry() {
        if (state instanceof State.Running(Run run)) {
            run.stop();
        }
    }

    /** Forgets what was, for another beginning. */
    synchronized void forget() {
        last = source == null ? Progress.NONE : new Progress(start(source), null, 0);
        stopped = null;
    }

    synchronized boolean isRunning() {
        return state instanceof State.Running(Run run) && run.end() == Run.Going.ON;
    }

    /** Answers whether it is a query that nobody has asked about for a while. */
    synchronized boolean isForgotten(Duration expiry) {
        return definition.mode() == ProjectionMode.TRANSIENT
                && System.nanoTime() - askedNanos > expiry.toNanos();
    }

    /** Answers whether {@link #begin} will be called. */
    synchronized boolean isToBegin() {
        return isToBegin;
    }

    /** Waits until there is something to see of it, see {@link Run#awaitBeginning}. */
    void awaitBeginning() throws InterruptedException {
        Run begun = running();
        if (begun != null) {
            begun.awaitBeginning();
        }
    }

    private synchronized @Nullable Run running() {
        return state instanceof State.Running(Run now) ? now : null;
    }

    /** How a partition stands; nothing if it is not known. */
    synchronized Standing standing(String partition) {
        askedNanos = System.nanoTime();
        Run run = state instanceof State.Running(Run now) ? now : stopped;
        return Optional.ofNullable(run)
                .flatMap(from -> from.standing(partition))
                .or(() -> remembered(partition))
                .orElse(Standing.NOTHING);
    }

    /** The partitions that had events since it was started, as far as they are in memory. */
    synchronized List<String> partitions() {
        Run run = state instanceof State.Running(Run now) ? now : stopped;
        return run == null ? List.of() : run.partitions();
    }

    /** As the newest checkpoint has it. */
    private Optional<Standing> remembered(String partition) {
        if (!definition.hasCheckpoints()) {
            return Optional.empty();
        }
        StreamName stream =
                partition.equals(Handler.ROOT)
                        ? Names.checkpoint(name)
                        : Names.checkpoint(name, partition);
        boolean isTransformed = source != null && source.options().transformsState();
        return checkpoints()
                .newest(stream)
                .map(Checkpoints.Found::state)
                .map(state -> new Standing(state, isTransformed ? null : state));
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(outside, version, Names.checkpoint(name));
    }

    synchronized ProjectionInfo info() {
        Run run = running();
        // First what may end it: who is told that it has completed is told all that it did.
        String status = status();
        boolean isGoing = run != null && run.end() == Run.Going.ON;
        Progress now = run == null ? last : run.progress();
        Progress told = run != null && isGoing ? run.told() : now;
        return new ProjectionInfo(
                name,
                id,
                version.version(),
                version.epoch(),
                definition,
                source,
                status,
                reason(),
                now.place(),
                now.checkpoint(),
                now.handled(),
                told.place(),
                told.handled(),
                percent(now));
    }

    private @Nullable Handler handler() {
        try {
            Handler handler = Handlers.of(definition, outside.streams());
            source = handler.source();
            if (last.equals(Progress.NONE)) {
                last = remembered(source);
            }
            if (state instanceof State.Refused) {
                state = Resting.STOPPED;
            }
            return handler;
        } catch (DefinitionException senseless) {
            source = null;
            state = new State.Refused(String.valueOf(senseless.getMessage()));
            return null;
        }
    }

    private void end(Resting as) {
        if (!(state instanceof State.Running(Run run))) {
            return;
        }
        run.stop();
        try {
            if (!run.join(PATIENCE)) {
                logger.warn("{} does not stop in time.", name);
            } else if (run.end() instanceof Run.End.Stopped && as == Resting.STOPPED) {
                run.writeCheckpoint();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ProjectionFault | LogClosedException failure) {
            logger.warn("{} stops without a checkpoint: {}", name, failure.getMessage());
        }
        last = run.progress();
        stopped = run;
        state = as;
    }

    private String status() {
        String ifEnabled = definition.isEnabled() ? " (Enabled)" : "";
        return switch (state) {
            case State.Refused _ -> "Faulted" + ifEnabled;
            case Resting.STOPPED ->
                    isToBegin && definition.isEnabled() ? "Starting" : "Stopped" + ifEnabled;
            case Resting.ABORTED -> "Aborted/Stopped";
            case State.Running(Run run) ->
                    switch (run.end()) {
                        case Run.Going.ON -> "Running";
                        case Run.End.Stopped _ -> "Stopped" + ifEnabled;
                        case Run.End.Completed _ -> ProjectionInfo.COMPLETED;
                        case Run.End.Faulted _ -> "Faulted" + ifEnabled;
                    };
        };
    }

    private String reason() {
        return switch (state) {
            case State.Refused(String reason) -> reason;
            case State.Running(Run run) ->
                    run.end() instanceof Run.End.Faulted(String reason) ? reason : "";
            case Resting _ -> "";
        };
    }

    /** How far it had come, if it has been here before. */
    private Progress remembered(Source selected) {
        return remembered().orElseGet(() -> new Progress(start(selected), null, 0));
    }

    private Optional<Progress> remembered() {
        return definition.hasCheckpoints()
                ? checkpoints()
                        .newest()
                        .map(Checkpoints.Found::place)
                        .map(place -> new Progress(place, place, 0))
                : Optional.empty();
    }

    private Place start(Source selected) {
        return new Reading(selected, outside).start();
    }

    private double percent(Progress now) {
        if (state instanceof State.Running(Run run) && run.isAtEnd()) {
            return PERCENT;
        }
        Map<String, Long> seen = now.place().revisions();
        if (!seen.isEmpty()) {
            return now.handled() > 0 ? percentOfStreams(seen) : -1;
        }
        Position head = outside.streams().head();
        return now.place().equals(Place.START)
                ? -1
                : Math.min(PERCENT, PERCENT * now.place().position().value() / head.value());
    }

    private double percentOfStreams(Map<String, Long> seen) {
        long past = 0;
        long all = 0;
        for (Map.Entry<String, Long> each : seen.entrySet()) {
            long events = Math.max(newest(each.getKey()), each.getValue()) + 1;
            past += each.getValue() + 1;
            all += events;
        }
        return all == 0 ? PERCENT : PERCENT * past / all;
    }

    /** The newest revision of a stream; −1 if there is none. */
    private long newest(String stream) {
        ReadEvent read = new ReadEvent(StreamName.of(stream), ReadEvent.NEWEST, false);
        return outside.streams().readEvent(read) instanceof ReadEventResult.Found found
                ? found.event().original().revision().value()
                : -1;
    }
}
