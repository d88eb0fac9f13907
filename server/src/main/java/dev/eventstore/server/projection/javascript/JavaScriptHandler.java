package dev.eventstore.server.projection.javascript;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.projection.handler.States;
import dev.eventstore.server.projection.handler.StreamCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A definition in JavaScript. One thread at a time. */
public final class JavaScriptHandler implements Handler {
    /** How many events a script may emit because of one event. */
    static final int EMITTED_MAX = 10_000;

    /** How many characters they may have together. */
    static final int EMITTED_CHARS_MAX = 16 << 20;

    /** How many characters of JSON the state of a partition may have. */
    static final int STATE_CHARS_MAX = 16 << 20;

    private static final Logger logger = LoggerFactory.getLogger(JavaScriptHandler.class);
    private static final char TO_BE_LOADED = '?';
    private static final char BEGUN = '+';
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox;
    private final Program program;
    private final Sink sink;
    private final Source source;
    private final @Nullable StreamCatalog catalog;
    private final boolean isByStream;
    private boolean isSharedLoaded;

    private JavaScriptHandler(
            Sandbox sandbox,
            Program program,
            Sink sink,
            Source source,
            @Nullable StreamCatalog catalog) {
        this.sandbox = sandbox;
        this.program = program;
        this.sink = sink;
        this.source = source;
        this.catalog = catalog;
        this.isByStream = source.partitioning() == Source.Partitioning.BY_STREAM;
    }

    /**
     * Reads a definition.
     *
     * @param mayEmit whether it may emit
     * @throws DefinitionException if it makes no sense
     */
    public static JavaScriptHandler of(String query, boolean mayEmit) throws DefinitionException {
        return of(query, mayEmit, Sandbox.alone());
    }

    /**
     * Reads a definition that is tried out, where nobody picks streams.
     *
     * @param mayEmit whether it may emit
     * @throws DefinitionException if it makes no sense, or picks its streams itself
     */
    public static JavaScriptHandler onTrial(String query, boolean mayEmit)
            throws DefinitionException {
        return onTrial(query, mayEmit, Sandbox.alone());
    }

    /** The same for somebody who watches its engine, and limits the time and memory of events. */
    static JavaScriptHandler watched(String query, boolean mayEmit, Engine engine)
            throws DefinitionException {
        return onTrial(query, mayEmit, Sandbox.watched(engine));
    }

    private static JavaScriptHandler onTrial(String query, boolean mayEmit, Sandbox sandbox)
            throws DefinitionException {
        JavaScriptHandler handler = of(query, mayEmit, sandbox);
        if (handler.catalog != null) {
            handler.close();
            throw new DefinitionException(
                    "fromStreamCatalog and fromStreamsMatching cannot be tried out; run a query.");
        }
        return handler;
    }

    private static JavaScriptHandler of(String query, boolean mayEmit, Sandbox sandbox)
            throws DefinitionException {
        try {
            Sink sink = new Sink();
            Value offered = sandbox.define(query, mayEmit, EMITTED_MAX, EMITTED_CHARS_MAX, sink);
            JsonNode selected = json(offered.invokeMember("source").asString());
            Source source = SourceJson.read(selected);
            StreamCatalog catalog =
                    SourceJson.catalog(selected)
                            .map(list -> ScriptCatalog.of(sandbox, offered, list))
                            .orElse(null);
            return new JavaScriptHandler(sandbox, Program.of(offered), sink, source, catalog);
        } catch (PolyglotException broken) {
            String reason = sandbox.told(broken);
            sandbox.close();
            throw new DefinitionException(reason);
        } catch (DefinitionException senseless) {
            sandbox.close();
            throw senseless;
        }
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public Optional<StreamCatalog> catalog() {
        return Optional.ofNullable(catalog);
    }

    /** Takes what the script has logged since this was asked last, a line each; empty for none. */
    public String log() {
        return program.log().execute().asString();
    }

    @Override
    public List<Emitted> handle(SourceEvent event, States states) {
        return sandbox.run(() -> emitted(take(event), states));
    }

    @Override
    public List<Emitted> deleted(StreamName stream, boolean isSoft, States states) {
        return sandbox.run(
                () -> emitted(program.takeDeleted().execute(stream.value(), isSoft), states));
    }

    private Value take(SourceEvent found) {
        RecordedEvent event = found.event();
        RecordedEvent link = found.link();
        return program.take()
                .execute(
                        event.isJson(),
                        event.data().text(),
                        event.type(),
                        event.stream().value(),
                        Long.toString(event.revision().value()),
                        event.metadata().text(),
                        link == null ? "" : link.metadata().text(),
                        isByStream ? found.partition() : "");
    }

    private List<Emitted> emitted(Value taken, States states) {
        if (taken.isNull()) {
            return List.of();
        }
        String text = taken.asString();
        if (!text.isEmpty() && text.charAt(0) == TO_BE_LOADED) {
            load(text.substring(1), states);
        }
        tellLog();
        return sink.drain();
    }

    private void load(String partition, States states) {
        boolean isBiState = source.options().isBiState();
        if (isBiState && !isSharedLoaded) {
            program.loadShared().executeVoid(states.of(ROOT).orElse(null));
            isSharedLoaded = true;
        }
        // With two states the root stands for the shared one.
        String known =
                isBiState && partition.equals(ROOT) ? null : states.of(partition).orElse(null);
        program.load().executeVoid(known);
    }

    @Override
    public Optional<Result> result() {
        return sandbox.run(() -> {
            String partition = last();
            if (partition == null) {
                return Optional.empty();
            }
            String json = program.result().execute().asString();
            return json.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Result(partition.substring(1), json));
        });
    }

    @Override
    public Optional<String> begun() {
        return sandbox.run(() ->
                Optional.ofNullable(last())
                        .filter(partition -> partition.charAt(0) == BEGUN)
                        .map(partition -> partition.substring(1)));
    }

    private @Nullable String last() {
        return program.partition().execute().asString();
    }

    @Override
    public Map<String, Standing> settle() {
        return sandbox.run(this::settled);
    }

    private Map<String, Standing> settled() {
        String lines = program.settle().execute().asString();
        if (lines.isEmpty()) {
            return Map.of();
        }
        Map<String, Standing> standings = new HashMap<>();
        int from = 0;
        while (from < lines.length()) {
            int state = lines.indexOf('\n', from) + 1;
            int result = lines.indexOf('\n', state) + 1;
            int next = lines.indexOf('\n', result) + 1;
            String partition = json(lines.substring(from, state - 1)).textValue();
            standings.put(
                    partition,
                    standing(
                            partition,
                            lines.substring(state, result - 1),
                            lines.substring(result, next - 1)));
            from = next;
        }
        if (source.options().isBiState()) {
            String shared = program.shared().execute().asString();
            standings.put(ROOT, new Standing(checked(ROOT, shared), null));
        }
        return standings;
    }

    private Standing standing(String partition, String state, String result) {
        String json = checked(partition, state);
        return new Standing(json, program.isTransforming() ? nonEmpty(result) : json);
    }

    private static @Nullable String checked(String partition, String state) {
        if (state.length() > STATE_CHARS_MAX) {
            throw new IllegalStateException(
                    "That of the partition '%s' has %d characters, more than %d."
                            .formatted(partition, state.length(), STATE_CHARS_MAX));
        }
        return nonEmpty(state);
    }

    private static @Nullable String nonEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    @Override
    public void forget() {
        program.forget().executeVoid();
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private void tellLog() {
        if (logger.isDebugEnabled()) {
            String lines = log();
            if (!lines.isEmpty()) {
                logger.debug("A projection says: {}", lines);
            }
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException impossible) {
            throw new IllegalStateException("JavaScript wrote JSON that is none.", impossible);
        }
    }
}
