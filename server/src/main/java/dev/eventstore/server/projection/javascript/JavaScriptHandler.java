package dev.eventstore.server.projection.javascript;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.HandlingStoppedException;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.projection.handler.States;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A definition in JavaScript. One thread at a time. */
public final class JavaScriptHandler implements Handler {
    /** How many statements a script may execute for one event, or to define itself. */
    static final long STATEMENTS_MAX = 5_000_000;

    private static final Logger logger = LoggerFactory.getLogger(JavaScriptHandler.class);
    private static final String LANGUAGE = "js";
    static final String DEFINITION = "definition";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Context context;
    private final Program program;
    private final Source source;
    private final Set<String> touched = new HashSet<>();
    private boolean isSharedLoaded;
    private @Nullable String last;

    /**
     * One engine for all scripts: it keeps what is the same in all of them, such as the prelude.
     */
    private static final class Shared {
        static final Engine ENGINE = newEngine();
        static final org.graalvm.polyglot.Source PRELUDE = prelude();

        private static org.graalvm.polyglot.Source prelude() {
            try (InputStream in = JavaScriptHandler.class.getResourceAsStream("prelude.js")) {
                if (in == null) {
                    throw new IllegalStateException("prelude.js is missing in the program.");
                }
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return org.graalvm.polyglot.Source.create(LANGUAGE, text);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    /** The functions by which a script is driven. */
    private record Program(
            Value begin,
            Value load,
            Value loadShared,
            Value handle,
            Value state,
            Value shared,
            Value result,
            Value forget,
            Value log) {
        static Program of(Value all) {
            return new Program(
                    all.getMember("begin"),
                    all.getMember("load"),
                    all.getMember("loadShared"),
                    all.getMember("handle"),
                    all.getMember("state"),
                    all.getMember("shared"),
                    all.getMember("result"),
                    all.getMember("forget"),
                    all.getMember("log"));
        }
    }

    private JavaScriptHandler(String query, boolean mayEmit, Engine engine)
            throws DefinitionException {
        context =
                Context.newBuilder(LANGUAGE)
                        .engine(engine)
                        .out(OutputStream.nullOutputStream())
                        .err(OutputStream.nullOutputStream())
                        .resourceLimits(
                                ResourceLimits.newBuilder()
                                        .statementLimit(STATEMENTS_MAX, null)
                                        .build())
                        .build();
        Value functions = context.eval(Shared.PRELUDE).execute(mayEmit);
        program = Program.of(functions);
        context.eval(text(query));
        source = SourceJson.read(json(functions.getMember("source").execute().asString()));
    }

    /**
     * Reads a definition.
     *
     * @param mayEmit whether it may emit
     * @throws DefinitionException if it makes no sense
     */
    public static JavaScriptHandler of(String query, boolean mayEmit) throws DefinitionException {
        return of(query, mayEmit, Shared.ENGINE);
    }

    /** Reads a definition on an engine of its own, so that watching it slows nobody else. */
    static JavaScriptHandler of(String query, boolean mayEmit, Engine engine)
            throws DefinitionException {
        try {
            return new JavaScriptHandler(query, mayEmit, engine);
        } catch (PolyglotException broken) {
            throw new DefinitionException(told(broken));
        }
    }

    /** The engine that all scripts share which nobody watches. */
    static Engine sharedEngine() {
        return Shared.ENGINE;
    }

    static Engine newEngine() {
        return Engine.newBuilder(LANGUAGE)
                .option("engine.WarnInterpreterOnly", "false")
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .build();
    }

    /** A definition as the engine knows it. */
    static org.graalvm.polyglot.Source text(String query) {
        return org.graalvm.polyglot.Source.newBuilder(LANGUAGE, query, DEFINITION).buildLiteral();
    }

    @Override
    public Source source() {
        return source;
    }

    /** Takes what the script has logged since this was asked last, a line each; empty for none. */
    public String log() {
        return program.log().execute().asString();
    }

    @Override
    public List<Emitted> handle(SourceEvent event, States states) {
        try {
            context.resetLimits();
            return handled(event, states);
        } catch (PolyglotException failure) {
            throw failed(failure);
        }
    }

    private List<Emitted> handled(SourceEvent found, States states) {
        RecordedEvent event = found.event();
        RecordedEvent link = found.link();
        Value answer =
                program.begin()
                        .execute(
                                event.isJson(),
                                event.data().text(),
                                event.type(),
                                event.stream().value(),
                                Long.toString(event.revision().value()),
                                event.metadata().text(),
                                link == null ? "" : link.metadata().text());
        if (answer.isNull()) {
            last = null;
            return List.of();
        }
        String partition = answer.asString().substring(1);
        if (source.options().isBiState() && !isSharedLoaded) {
            program.loadShared().execute(states.of(ROOT).orElse(null));
            isSharedLoaded = true;
        }
        if (answer.asString().charAt(0) == '-') {
            program.load().execute(partition, known(partition, states));
        }
        String emitted = program.handle().execute().asString();
        touched.add(partition);
        last = partition;
        tellLog();
        return emitted.isEmpty() ? List.of() : EmittedJson.read(json(emitted));
    }

    /** With two states the root stands for the shared one. */
    private @Nullable String known(String partition, States states) {
        return source.options().isBiState() && partition.equals(ROOT)
                ? null
                : states.of(partition).orElse(null);
    }

    @Override
    public Optional<Result> result() {
        if (last == null || !source.options().producesResults()) {
            return Optional.empty();
        }
        try {
            String partition = last;
            String json = text(program.result().execute(partition));
            return json == null ? Optional.empty() : Optional.of(new Result(partition, json));
        } catch (PolyglotException failure) {
            throw failed(failure);
        }
    }

    @Override
    public Map<String, Standing> settle() {
        try {
            context.resetLimits();
            return settled();
        } catch (PolyglotException failure) {
            throw failed(failure);
        }
    }

    private Map<String, Standing> settled() {
        Map<String, Standing> standings = HashMap.newHashMap(touched.size() + 1);
        for (String partition : touched) {
            standings.put(
                    partition,
                    new Standing(
                            text(program.state().execute(partition)),
                            text(program.result().execute(partition))));
        }
        if (source.options().isBiState() && !touched.isEmpty()) {
            standings.put(ROOT, new Standing(text(program.shared().execute()), null));
        }
        touched.clear();
        return standings;
    }

    @Override
    public boolean isSlow() {
        return true;
    }

    @Override
    public void forget() {
        program.forget().execute();
    }

    @Override
    public void close() {
        context.close(/* cancelIfExecuting= */ true);
    }

    private void tellLog() {
        if (logger.isDebugEnabled()) {
            String lines = log();
            if (!lines.isEmpty()) {
                logger.debug("A projection says: {}", lines);
            }
        }
    }

    private static @Nullable String text(Value value) {
        String text = value.asString();
        return text.isEmpty() ? null : text;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException impossible) {
            throw new IllegalStateException("JavaScript wrote JSON that is none.", impossible);
        }
    }

    private static RuntimeException failed(PolyglotException failure) {
        boolean isStopped = failure.isInterrupted() || failure.isCancelled();
        return isStopped && !failure.isResourceExhausted()
                ? new HandlingStoppedException()
                : new IllegalStateException(told(failure), failure);
    }

    /** What went wrong, and where if that is known. */
    private static String told(PolyglotException failure) {
        if (failure.isResourceExhausted()) {
            return "The script executed more than "
                    + STATEMENTS_MAX
                    + " statements for one event: it took too long to execute.";
        }
        String message = String.valueOf(failure.getMessage());
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
}
