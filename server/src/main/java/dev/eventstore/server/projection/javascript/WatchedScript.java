package dev.eventstore.server.projection.javascript;

import com.oracle.truffle.api.debug.Breakpoint;
import com.oracle.truffle.api.debug.DebugException;
import com.oracle.truffle.api.debug.DebugScope;
import com.oracle.truffle.api.debug.DebugValue;
import com.oracle.truffle.api.debug.Debugger;
import com.oracle.truffle.api.debug.DebuggerSession;
import com.oracle.truffle.api.debug.SourceElement;
import com.oracle.truffle.api.debug.SuspendedEvent;
import com.oracle.truffle.api.source.SourceSection;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.HandlingStoppedException;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.States;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.jspecify.annotations.Nullable;

/**
 * A definition in JavaScript whose lines can be watched while it handles events: the same handler
 * that a projection runs, on an engine of its own. One thread at a time, but for {@link #stop}.
 */
public final class WatchedScript implements AutoCloseable {
    /** How many lines of one event are recorded; those behind run unseen. */
    public static final int LINES_MAX = 1_000;

    private static final int VARIABLES_MAX = 24;
    private static final int VALUE_MAX = 200;

    private final String query;
    private final boolean mayEmit;
    private final Engine engine;
    private final URI address;
    private final List<ScriptLine> lines = new ArrayList<>();
    private final List<Breakpoint> breakpoints = new ArrayList<>();
    private Set<Integer> watched = Set.of();
    private DebuggerSession session;
    private JavaScriptHandler handler;
    private boolean isRecording;
    private int hit;

    /** Why it is to stop and the place at which it did; set by those who watch the time. */
    private volatile @Nullable String ordered;

    private @Nullable ScriptFault stopped;
    private @Nullable Thread running;

    private WatchedScript(String query, boolean mayEmit) throws DefinitionException {
        this.query = query;
        this.mayEmit = mayEmit;
        engine = Sandbox.newEngine();
        address = Sandbox.definition(query).getURI();
        try {
            session = newSession();
            handler = JavaScriptHandler.watched(query, mayEmit, engine);
        } catch (DefinitionException senseless) {
            engine.close(true);
            throw senseless;
        }
    }

    /**
     * Reads a definition.
     *
     * @param mayEmit whether it may emit
     * @throws DefinitionException if it makes no sense
     */
    public static WatchedScript of(String query, boolean mayEmit) throws DefinitionException {
        return new WatchedScript(query, mayEmit);
    }

    /** What a projection would run. */
    public Handler handler() {
        return handler;
    }

    /** Begins anew, with nothing known. */
    public void renew() throws DefinitionException {
        handler.close();
        handler = JavaScriptHandler.watched(query, mayEmit, engine);
    }

    /** Sets the lines at which {@link #hit} tells that they were reached. */
    public void breakAt(Set<Integer> numbers) {
        watched = Set.copyOf(numbers);
        breakpoints.forEach(Breakpoint::dispose);
        install();
    }

    private void install() {
        breakpoints.clear();
        for (int number : watched) {
            breakpoints.add(session.install(Breakpoint.newBuilder(address).lineIs(number).build()));
        }
    }

    private DebuggerSession newSession() {
        return Debugger.find(engine).startSession(this::suspended, SourceElement.STATEMENT);
    }

    /** What came of an event. */
    public sealed interface Outcome {
        /** It was handled. */
        record Handled(List<Emitted> emitted) implements Outcome {}

        /** It was not. */
        record Failed(ScriptFault fault) implements Outcome {}
    }

    /**
     * Takes an event.
     *
     * @param record whether its lines are recorded
     */
    public Outcome handle(SourceEvent event, States states, boolean record) {
        begin(record);
        try {
            return new Outcome.Handled(handler.handle(event, states));
        } catch (IllegalStateException | IllegalArgumentException failure) {
            return new Outcome.Failed(fault(failure));
        } catch (HandlingStoppedException killed) {
            return new Outcome.Failed(fault(killed));
        } finally {
            end();
        }
    }

    /** The lines that were recorded of the last event, in the order in which they ran. */
    public List<ScriptLine> lines() {
        return List.copyOf(lines);
    }

    /** The line with a breakpoint that the last event reached first; 0 for none. */
    public int hit() {
        return hit;
    }

    /** What the script has logged since this was asked last. */
    public List<String> log() {
        String all = handler.log();
        return all.isEmpty() ? List.of() : all.lines().toList();
    }

    /**
     * Stops what runs at its next statement, if there still is a reason. Any thread.
     *
     * @param reason asked for a sentence that names the limit that is passed
     */
    public synchronized void stop(Supplier<Optional<String>> reason) {
        if (running != null) {
            String why = reason.get().orElse(null);
            if (why != null) {
                ordered = why;
                session.suspend(running);
            }
        }
    }

    /** Stops what runs wherever it is, for good. Any thread. */
    @Override
    public void close() {
        handler.close();
        session.close();
        engine.close(true);
    }

    private synchronized void begin(boolean record) {
        lines.clear();
        hit = 0;
        stopped = null;
        isRecording = record;
        running = Thread.currentThread();
        if (record) {
            session.suspendNextExecution();
        }
    }

    /** An order that was meant for this event must not reach what runs next. */
    private synchronized void end() {
        running = null;
        ordered = null;
        isRecording = false;
        if (stopped == null) {
            session.disposeStepping(Thread.currentThread());
        } else {
            // What killed one script would kill the next one on this thread.
            session.close();
            session = newSession();
            install();
        }
    }

    private void suspended(SuspendedEvent at) {
        SourceSection place = at.getSourceSection();
        boolean isOwn = place != null && address.equals(place.getSource().getURI());
        String why = ordered;
        if (why != null) {
            stopped =
                    new ScriptFault(
                            why, isOwn ? place.getStartLine() : lastLine(), function(at, isOwn));
            at.prepareKill();
            return;
        }
        if (isOwn && at.isBreakpointHit() && hit == 0) {
            hit = place.getStartLine();
        }
        if (isRecording) {
            if (isOwn) {
                lines.add(new ScriptLine(place.getStartLine(), function(at, true), variables(at)));
            }
            isRecording = lines.size() < LINES_MAX;
        }
        if (isRecording) {
            at.prepareStepInto(1);
        } else {
            at.prepareContinue();
        }
    }

    private int lastLine() {
        return lines.isEmpty() ? 0 : lines.getLast().number();
    }

    private static String function(SuspendedEvent at, boolean isOwn) {
        String name = isOwn ? at.getTopStackFrame().getName() : null;
        return name == null ? "" : name.replace(":", "");
    }

    /** What is in sight within the function. */
    private static List<ScriptLine.Variable> variables(SuspendedEvent at) {
        List<ScriptLine.Variable> variables = new ArrayList<>();
        try {
            DebugScope scope = at.getTopStackFrame().getScope();
            while (scope != null && variables.size() < VARIABLES_MAX) {
                for (DebugValue value : scope.getDeclaredValues()) {
                    if (variables.size() < VARIABLES_MAX) {
                        variables.add(
                                new ScriptLine.Variable(
                                        value.getName(), cut(value.toDisplayString(false))));
                    }
                }
                scope = scope.isFunctionScope() ? null : scope.getParent();
            }
        } catch (DebugException unreadable) {
            // A value that cannot be shown does not keep the others from being shown.
            variables.add(new ScriptLine.Variable("…", String.valueOf(unreadable.getMessage())));
        }
        return variables;
    }

    private static String cut(String text) {
        return text.length() <= VALUE_MAX ? text : text.substring(0, VALUE_MAX) + "…";
    }

    private ScriptFault fault(RuntimeException failure) {
        if (stopped != null) {
            return stopped;
        }
        String message = String.valueOf(failure.getMessage());
        return failure.getCause() instanceof PolyglotException thrown
                ? ofScript(message, thrown)
                : new ScriptFault(message, 0, null);
    }

    private static ScriptFault ofScript(String message, PolyglotException thrown) {
        for (PolyglotException.StackFrame frame : thrown.getPolyglotStackTrace()) {
            if (frame.isGuestFrame() && isOwn(frame.getSourceLocation())) {
                int line = frame.getSourceLocation().getStartLine();
                return new ScriptFault(message, line, frame.getRootName());
            }
        }
        // What was stopped at a limit has frames without places, the innermost one first.
        org.graalvm.polyglot.SourceSection place = thrown.getSourceLocation();
        return isOwn(place)
                ? new ScriptFault(message, place.getStartLine(), innermost(thrown))
                : new ScriptFault(message, 0, null);
    }

    private static @Nullable String innermost(PolyglotException thrown) {
        for (PolyglotException.StackFrame frame : thrown.getPolyglotStackTrace()) {
            if (frame.isGuestFrame()) {
                return frame.getRootName();
            }
        }
        return null;
    }

    private static boolean isOwn(org.graalvm.polyglot.@Nullable SourceSection place) {
        return place != null && place.getSource().getName().equals(Sandbox.DEFINITION);
    }
}
