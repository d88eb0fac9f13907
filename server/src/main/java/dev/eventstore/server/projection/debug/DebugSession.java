package dev.eventstore.server.projection.debug;

import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.Source.Partitioning;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.projection.handler.States;
import dev.eventstore.server.projection.javascript.ScriptFault;
import dev.eventstore.server.projection.javascript.WatchedScript;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A definition that is walked through by hand: an event forward, an event back, on to a breakpoint.
 * Nothing is written. Thread-safe; one command at a time.
 */
public final class DebugSession implements Rehearsal {
    /** How many events it can go back. */
    public static final int HISTORY_MAX = 200;

    /** How large the history may be, in characters; the last step is always kept. */
    static final long HISTORY_CHARACTERS_MAX = 16L * 1024 * 1024;

    /** How many partitions are told by name. */
    private static final int NAMES_MAX = 200;

    private static final long TOLD_NANOS = Duration.ofMillis(250).toNanos();

    private final Worker worker;
    private final Attempt attempt;
    private final WatchedScript script;
    private final Selected selected;
    private final Memory memory;
    private final TimeLimit limit = new TimeLimit();
    private final Deque<Step> history = new ArrayDeque<>();
    private long historySize;
    private long handled;
    private long number;
    private long toldNanos;
    private Stop stop = Stop.Plain.BEGINNING;
    private volatile boolean isPauseAsked;
    private volatile View view;

    /**
     * Where it stands.
     *
     * @param isStream whether places are revisions of the one stream that is read; otherwise they
     *     are positions
     * @param isWithoutIndex whether categories are read without their index
     * @param handled how many events were handled so far
     * @param passed the last place that was looked at
     * @param history the steps that it can go back, the last one at the end
     * @param partitions that are known, the first of them by name
     * @param partitionCount how many there are
     */
    public record View(
            Source source,
            Stop stop,
            boolean isStream,
            boolean isWithoutIndex,
            long handled,
            long passed,
            long head,
            List<Step> history,
            List<String> partitions,
            int partitionCount) {
        public View {
            history = List.copyOf(history);
            partitions = List.copyOf(partitions);
        }
    }

    DebugSession(String id, Attempt attempt, StreamOperations streams, States base)
            throws DefinitionException {
        this.attempt = attempt;
        this.script = WatchedScript.of(attempt.query(), attempt.mayEmit());
        this.worker = new Worker("debug-" + id);
        this.selected = new Selected(streams, script.handler().source(), attempt.from());
        this.memory = new Memory(base);
        this.view = newView();
    }

    /** Handles the next event and records the lines that run; false if it is busy. */
    public boolean step() {
        return worker.begin(() -> ending(this::oneStep));
    }

    /** Goes on to a breakpoint, a fault or the end; false if it is busy. */
    public boolean run(Breakpoints breakpoints) {
        return worker.begin(() -> ending(() -> runTo(breakpoints)));
    }

    /** Takes the last event back; false if it is busy. */
    public boolean back() {
        return worker.begin(() -> ending(this::oneBack));
    }

    /** Begins again; false if it is busy. */
    public boolean restart() {
        return worker.begin(() -> ending(this::again));
    }

    /** Asks a run to stop behind the event that it is at. */
    public void pause() {
        isPauseAsked = true;
    }

    public View view() {
        return view;
    }

    /** How many changes there were so far: grows while it works. */
    public long version() {
        return worker.version();
    }

    /** Whether it works at this moment. */
    public boolean isBusy() {
        return worker.isBusy();
    }

    /** Waits for a change behind one that was seen, at most so long. */
    public void awaitChange(long seen, Duration patience) throws InterruptedException {
        worker.await(seen, patience);
    }

    /** Waits until it has done what it was told, at most so long. */
    public void awaitIdle(Duration patience) throws InterruptedException {
        worker.awaitIdle(patience);
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public void watch() {
        if (limit.passed().isPresent()) {
            script.stop(limit::passed);
            if (limit.isIgnored()) {
                script.handler().close();
            }
        }
    }

    @Override
    public void close() {
        isPauseAsked = true;
        script.stop(() -> Optional.of("The session is closed."));
        worker.close();
        script.close();
    }

    /** A piece of work, which tells why it ended. */
    private interface Work {
        Stop work() throws DefinitionException;
    }

    private void ending(Work work) {
        isPauseAsked = false;
        stop = new Stop.Limit("The node failed; its log says why.");
        try {
            stop = work.work();
        } catch (DefinitionException changed) {
            stop = new Stop.Limit("The script cannot begin anew: " + changed.getMessage());
        } finally {
            view = newView();
        }
    }

    private Stop oneStep() throws DefinitionException {
        boolean mayBePassed = isFiltered() && !isByStream();
        Stop reached = next(!mayBePassed);
        return mayBePassed && reached == Stop.Plain.STEP ? recorded(reached) : reached;
    }

    private Stop runTo(Breakpoints breakpoints) throws DefinitionException {
        script.breakAt(breakpoints.lines());
        try (Watcher watcher = new Watcher(breakpoints)) {
            while (!isPauseAsked) {
                Stop reached = next(/* record= */ false);
                if (reached != Stop.Plain.STEP) {
                    return reached == Stop.Plain.FAULT ? recorded(reached) : reached;
                }
                Optional<Stop> wanted = watcher.wants(history.getLast(), script.hit());
                if (wanted.isPresent()) {
                    return recorded(wanted.get());
                }
                tell();
            }
            return Stop.Plain.PAUSED;
        } finally {
            script.breakAt(Breakpoints.NONE.lines());
        }
    }

    /** Handles the last event once more, to record the lines that ran. */
    private Stop recorded(Stop reached) throws DefinitionException {
        if (!history.isEmpty()) {
            takeBack();
            Stop now = next(/* record= */ true);
            // The script may do something else the second time: that is what shows then.
            return now == Stop.Plain.STEP ? reached : now;
        }
        return reached;
    }

    private Stop oneBack() throws DefinitionException {
        if (!history.isEmpty()) {
            takeBack();
        }
        return history.isEmpty() && handled == 0 ? Stop.Plain.BEGINNING : Stop.Plain.STEP;
    }

    private void takeBack() throws DefinitionException {
        Step last = history.removeLast();
        historySize -= last.size();
        handled--;
        number--;
        for (Step.Change change : last.changes()) {
            memory.put(change.partition(), standing(change.before()));
        }
        selected.goTo(last.place());
        script.renew();
    }

    private static @Nullable Standing standing(@Nullable String state) {
        return state == null ? null : new Standing(state, null);
    }

    private Stop again() throws DefinitionException {
        history.clear();
        historySize = 0;
        handled = 0;
        number = 0;
        memory.clear();
        selected.goTo(attempt.from().orElse(0));
        script.renew();
        return Stop.Plain.BEGINNING;
    }

    /** Handles the next event that is of interest. */
    private Stop next(boolean record) throws DefinitionException {
        if (!history.isEmpty() && history.getLast().fault() != null) {
            // Whoever goes on behind a fault leaves that event out.
            script.renew();
        }
        while (!isPauseAsked) {
            Stop reached =
                    switch (selected.next()) {
                        case Selected.Next.Event(SourceEvent event, long place) ->
                                isPassed(event) ? null : handle(event, place, record);
                        case Selected.Next.Nothing _ -> null;
                        case Selected.Next.End _ -> Stop.Plain.END;
                        case Selected.Next.AccessDenied denied ->
                                new Stop.AccessDenied(denied.stream());
                    };
            if (reached != null) {
                return reached;
            }
            tell();
        }
        return Stop.Plain.PAUSED;
    }

    private boolean isFiltered() {
        return attempt.partition() != null;
    }

    /** Answers whether partitions are streams that know nothing of each other. */
    private boolean isByStream() {
        Source source = script.handler().source();
        return source.partitioning() == Partitioning.BY_STREAM && !source.options().isBiState();
    }

    private boolean isPassed(SourceEvent event) {
        return isByStream() && isFiltered() && !event.partition().equals(attempt.partition());
    }

    private @Nullable Stop handle(SourceEvent event, long place, boolean record) {
        limit.begin();
        WatchedScript.Outcome outcome = script.handle(event, memory, record);
        limit.end();
        return switch (outcome) {
            case WatchedScript.Outcome.Failed(ScriptFault fault) -> failed(event, place, fault);
            case WatchedScript.Outcome.Handled(List<Emitted> emitted) ->
                    handled(event, place, emitted);
        };
    }

    private Stop failed(SourceEvent event, long place, ScriptFault fault) {
        String partition = isByStream() ? event.partition() : Handler.ROOT;
        String state = memory.of(partition).orElse(null);
        List<Step.Change> before =
                state == null ? List.of() : List.of(new Step.Change(partition, state, state, null));
        add(
                new Step(
                        number + 1,
                        event,
                        place,
                        before,
                        List.of(),
                        List.of(),
                        script.lines(),
                        fault));
        return Stop.Plain.FAULT;
    }

    private @Nullable Stop handled(SourceEvent event, long place, List<Emitted> emitted) {
        List<Step.Change> changes;
        List<String> log;
        try {
            changes = settle();
            log = script.log();
        } catch (IllegalStateException noState) {
            String message = "The state is none: " + noState.getMessage();
            return failed(event, place, new ScriptFault(message, 0, null));
        }
        if (changes.isEmpty()) {
            return null;
        }
        Step step = new Step(number + 1, event, place, changes, emitted, log, script.lines(), null);
        if (isFiltered() && !step.partition().equals(attempt.partition())) {
            return null;
        }
        add(step);
        Optional<String> passed = memory.passed();
        return passed.isPresent() ? new Stop.Limit(passed.get()) : Stop.Plain.STEP;
    }

    private List<Step.Change> settle() {
        List<Step.Change> changes = new ArrayList<>();
        for (Map.Entry<String, Standing> each : script.handler().settle().entrySet()) {
            Standing now = each.getValue();
            Step.Change change =
                    new Step.Change(
                            each.getKey(),
                            memory.of(each.getKey()).orElse(null),
                            now.state(),
                            now.result());
            memory.put(each.getKey(), now);
            // What partitions share comes behind the state of the event's own.
            changes.add(each.getKey().equals(Handler.ROOT) ? changes.size() : 0, change);
        }
        return changes;
    }

    private void add(Step step) {
        history.addLast(step);
        historySize += step.size();
        handled++;
        number++;
        while (history.size() > HISTORY_MAX
                || (historySize > HISTORY_CHARACTERS_MAX && history.size() > 1)) {
            historySize -= history.removeFirst().size();
        }
    }

    /** Now and then somebody may see how far it is. */
    private void tell() {
        long now = System.nanoTime();
        if (now - toldNanos > TOLD_NANOS) {
            toldNanos = now;
            view = newView();
            worker.changed();
        }
    }

    private View newView() {
        return new View(
                script.handler().source(),
                stop,
                selected.isStream(),
                selected.isWithoutIndex(),
                handled,
                selected.passed(),
                selected.head(),
                new ArrayList<>(history),
                memory.known().keySet().stream()
                        .filter(partition -> !partition.isEmpty())
                        .limit(NAMES_MAX)
                        .toList(),
                memory.known().size());
    }
}
