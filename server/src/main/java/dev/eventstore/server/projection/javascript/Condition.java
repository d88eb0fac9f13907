package dev.eventstore.server.projection.javascript;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.projection.handler.DefinitionException;
import java.io.OutputStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * An expression in JavaScript over {@code state} and {@code event}. It gets copies, so that it
 * changes nothing. One thread at a time.
 */
public final class Condition implements AutoCloseable {
    private static final long STATEMENTS_MAX = 100_000;
    private static final String DRIVER =
            """
            (function (test) {
              return function (state, partition, type, stream, revision, isJson, body, metadata) {
                const event = { eventType: type, streamId: stream, sequenceNumber: revision, isJson,
                  bodyRaw: body, metadataRaw: metadata, partition };
                event.body = event.data = isJson && body !== '' ? JSON.parse(body) : undefined;
                event.metadata = metadata === '' ? null : JSON.parse(metadata);
                return Boolean(test(state === null ? undefined : JSON.parse(state), event));
              };
            })
            """;

    private final Context context;
    private final Value test;

    private Condition(String expression) {
        context =
                Context.newBuilder("js")
                        .engine(Sandbox.sharedEngine())
                        .out(OutputStream.nullOutputStream())
                        .err(OutputStream.nullOutputStream())
                        .resourceLimits(
                                ResourceLimits.newBuilder()
                                        .statementLimit(STATEMENTS_MAX, Sandbox.COUNTED)
                                        .build())
                        .build();
        String function = "(function (state, event) { return (" + expression + "\n); })";
        Source source = Source.newBuilder("js", function, Sandbox.CONDITION).buildLiteral();
        Value tested = context.eval(source);
        test = context.eval("js", DRIVER).execute(tested);
    }

    /**
     * Reads a condition.
     *
     * @throws DefinitionException if it is no expression
     */
    public static Condition of(String expression) throws DefinitionException {
        try {
            return new Condition(expression);
        } catch (PolyglotException broken) {
            throw new DefinitionException(String.valueOf(broken.getMessage()));
        }
    }

    /**
     * Answers whether it holds.
     *
     * @param state as JSON, {@code null} for none
     * @throws DefinitionException if it cannot be said
     */
    public boolean holds(@Nullable String state, String partition, RecordedEvent event)
            throws DefinitionException {
        try {
            context.resetLimits();
            return test.execute(
                            state,
                            partition,
                            event.type(),
                            event.stream().value(),
                            event.revision().value(),
                            event.isJson(),
                            event.data().text(),
                            event.metadata().text())
                    .asBoolean();
        } catch (PolyglotException broken) {
            throw new DefinitionException(String.valueOf(broken.getMessage()));
        }
    }

    @Override
    public void close() {
        context.close(true);
    }
}
