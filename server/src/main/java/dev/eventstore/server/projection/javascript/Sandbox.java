package dev.eventstore.server.projection.javascript;

import dev.eventstore.server.projection.handler.HandlingStoppedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Where one script runs: it reaches nothing outside, and is ended when it takes too many
 * statements, too much time or too much memory at once. One thread at a time.
 */
final class Sandbox implements AutoCloseable {
    /** How many statements a script may execute for one event, or to define itself. */
    static final long STATEMENTS_MAX = 5_000_000;

    /** The longest text that a script can make, in characters. */
    private static final int TEXT_MAX = 64 << 20;

    private static final String LANGUAGE = "js";

    /** Whether an engine says that it compiles nothing itself. */
    private static final String WARNING = "engine.WarnInterpreterOnly";

    /** What a definition is called where something fails in it. */
    static final String DEFINITION = "definition";

    /** What a condition is called where something fails in it. */
    static final String CONDITION = "condition";

    /**
     * Whose statements count towards a limit: not those of the prelude, which does a bounded amount
     * for an event, as each that is counted costs time. An engine insists on one for all.
     */
    static final Predicate<Source> COUNTED = Sandbox::isCounted;

    private final Context context;
    private final Watchdog.Watched watched;

    /** Somebody else limits the time and memory of an event, and knows the line it is at. */
    private final boolean isLimitedElsewhere;

    private boolean isOver;

    /** What all scripts have in common: their prelude, who looks after them, and an engine. */
    private static final class Shared {
        static final Engine ENGINE = newEngine();
        static final Source PRELUDE = prelude();
        static final Watchdog WATCHDOG = new Watchdog();

        private static Source prelude() {
            try (InputStream in = Sandbox.class.getResourceAsStream("prelude.js")) {
                if (in == null) {
                    throw new IllegalStateException("prelude.js is missing in the program.");
                }
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return Source.create(LANGUAGE, text);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private Sandbox(Context.Builder builder, boolean isLimitedElsewhere) {
        context =
                builder
                        // The limit below is not final in name, and that is all.
                        .allowExperimentalOptions(true)
                        .option("js.string-length-limit", Integer.toString(TEXT_MAX))
                        .out(OutputStream.nullOutputStream())
                        .err(OutputStream.nullOutputStream())
                        .resourceLimits(
                                ResourceLimits.newBuilder()
                                        .statementLimit(STATEMENTS_MAX, COUNTED)
                                        .build())
                        .build();
        watched = Shared.WATCHDOG.watch(this::close);
        this.isLimitedElsewhere = isLimitedElsewhere;
    }

    /**
     * Makes one with an engine for itself, which takes some 30 ms and 0.8 MB: an engine adapts
     * itself to the objects that it sees, and to those of many scripts not at all.
     */
    static Sandbox alone() {
        return new Sandbox(
                Context.newBuilder(LANGUAGE).option(WARNING, "false"),
                /* isLimitedElsewhere= */ false);
    }

    /** Makes one on the engine that all share which do little. */
    static Sandbox sharing() {
        return new Sandbox(
                Context.newBuilder(LANGUAGE).engine(sharedEngine()),
                /* isLimitedElsewhere= */ false);
    }

    /** Makes one for somebody who watches its engine, and limits the time and memory of events. */
    static Sandbox watched(Engine engine) {
        return new Sandbox(
                Context.newBuilder(LANGUAGE).engine(engine), /* isLimitedElsewhere= */ true);
    }

    /** The engine of all that do little. */
    static Engine sharedEngine() {
        return Shared.ENGINE;
    }

    static Engine newEngine() {
        return Engine.newBuilder(LANGUAGE)
                .option(WARNING, "false")
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .build();
    }

    private static boolean isCounted(Source source) {
        return source.getName().equals(DEFINITION) || source.getName().equals(CONDITION);
    }

    /** A definition as the engine knows it. */
    static Source definition(String text) {
        return Source.newBuilder(LANGUAGE, text, DEFINITION).buildLiteral();
    }

    /**
     * Evaluates a definition on top of the prelude.
     *
     * @param arguments of the prelude
     * @return what the prelude offers
     * @throws PolyglotException if it fails
     */
    Value define(String text, Object... arguments) {
        // The first script of a process waits for the engine, which is not its fault.
        Value offered = context.eval(Shared.PRELUDE).execute(arguments);
        watched.begin();
        try {
            context.eval(definition(text));
            return offered;
        } finally {
            watched.end();
        }
    }

    /** Evaluates a source of ours, which has no limits. */
    Value own(Source source) {
        return context.eval(source);
    }

    /**
     * Evaluates a script that is, or has, a function.
     *
     * @param name of the function if the script is not one itself
     * @return {@code null} if there is none
     * @throws PolyglotException if it fails
     */
    @Nullable Value function(String text, String name) {
        watched.begin();
        try {
            Value value = context.eval(definition(text));
            Value named = context.getBindings(LANGUAGE).getMember(name);
            return value.canExecute() ? value : named != null && named.canExecute() ? named : null;
        } finally {
            watched.end();
        }
    }

    /**
     * Runs some of the script within the limits.
     *
     * @throws IllegalStateException if it fails, with what went wrong and where
     * @throws HandlingStoppedException if the thread was interrupted
     */
    <T> T run(Supplier<T> work) {
        if (!isLimitedElsewhere) {
            watched.begin();
        }
        try {
            context.resetLimits();
            return work.get();
        } catch (PolyglotException failure) {
            throw failed(failure);
        } finally {
            if (!isLimitedElsewhere) {
                watched.end();
            }
        }
    }

    private RuntimeException failed(PolyglotException failure) {
        boolean isStopped = failure.isInterrupted() || failure.isCancelled();
        isOver |= isStopped || failure.isResourceExhausted();
        boolean isLimited = failure.isResourceExhausted() || !watched.reason().isEmpty();
        return isStopped && !isLimited
                ? new HandlingStoppedException()
                : new IllegalStateException(told(failure), failure);
    }

    /** Whether it was ended, so that nothing runs in it any more. */
    boolean isOver() {
        return isOver;
    }

    /** What went wrong, and where if that is known. */
    String told(PolyglotException failure) {
        if (!watched.reason().isEmpty()) {
            return watched.reason();
        }
        String message = String.valueOf(failure.getMessage());
        if (failure.isResourceExhausted()) {
            return message.contains("Statement")
                    ? "The script executed more than "
                            + STATEMENTS_MAX
                            + " statements for one event: it took too long to execute."
                    : "The script took more than there is: " + message;
        }
        OptionalInt line = line(failure);
        return line.isPresent() ? message + " (line " + line.getAsInt() + ")" : message;
    }

    /** The line of the definition that the failure came from. */
    private static OptionalInt line(PolyglotException failure) {
        for (PolyglotException.StackFrame frame : failure.getPolyglotStackTrace()) {
            SourceSection place = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            if (place != null && place.getSource().getName().equals(DEFINITION)) {
                return OptionalInt.of(place.getStartLine());
            }
        }
        SourceSection place = failure.getSourceLocation();
        return place == null ? OptionalInt.empty() : OptionalInt.of(place.getStartLine());
    }

    @Override
    public void close() {
        watched.close();
        context.close(/* cancelIfExecuting= */ true);
    }
}
