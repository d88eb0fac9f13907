package dev.eventstore.server.projection.javascript;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.HandlingStoppedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's function that makes a value of the data of an event: {@code (data, event) => value},
 * or a script with a function named {@code decode}. It gets the data as text, or as bytes where
 * they are none, and runs in a sandbox. One thread at a time.
 */
public final class Decoder implements AutoCloseable {
    /** The longest text of a decoder, in characters. */
    public static final int TEXT_MAX = 100_000;

    /** The most data that is decoded, in bytes. */
    public static final int DATA_MAX = 1 << 20;

    /** The longest answer, in characters. */
    static final int ANSWER_MAX = 4 << 20;

    private static final char IS_TEXT = 'T';
    private static final Source DRIVER = driver();

    private final Sandbox sandbox;
    private final Value driver;
    private final Value function;

    /** What a decoder made of the data. */
    public sealed interface Outcome {
        /** A text, which may be anything. */
        record Text(String text) implements Outcome {}

        /** A value, as JSON. */
        record Json(String json) implements Outcome {}

        /**
         * Nothing.
         *
         * @param message why, with the line if that is known
         */
        record Failed(String message) implements Outcome {}
    }

    private Decoder(Sandbox sandbox, Value driver, Value function) {
        this.sandbox = sandbox;
        this.driver = driver;
        this.function = function;
    }

    /**
     * Reads a decoder.
     *
     * @throws DefinitionException if it is none
     */
    public static Decoder of(String text) throws DefinitionException {
        Sandbox sandbox = Sandbox.sharing();
        try {
            Value driver = sandbox.own(DRIVER).execute(ANSWER_MAX);
            Value function = sandbox.function(text, "decode");
            if (function == null) {
                throw new DefinitionException(
                        "A decoder is a function (data, event) => value, or a script with a"
                                + " function named decode.");
            }
            return new Decoder(sandbox, driver, function);
        } catch (PolyglotException broken) {
            String reason = sandbox.told(broken);
            sandbox.close();
            throw new DefinitionException(reason);
        } catch (DefinitionException none) {
            sandbox.close();
            throw none;
        }
    }

    /** Decodes the data of an event. */
    public Outcome decode(RecordedEvent event) {
        byte[] data = event.data().bytes();
        if (data.length > DATA_MAX) {
            return new Outcome.Failed("The data has more than " + DATA_MAX + " bytes.");
        }
        try {
            String answer = sandbox.run(() -> run(event, data));
            String rest = answer.substring(1);
            return answer.charAt(0) == IS_TEXT ? new Outcome.Text(rest) : new Outcome.Json(rest);
        } catch (IllegalStateException failure) {
            return new Outcome.Failed(String.valueOf(failure.getMessage()));
        } catch (HandlingStoppedException stopped) {
            return new Outcome.Failed("The node stops.");
        }
    }

    /** Whether it was ended for what it did with an event: it decodes no other. */
    public boolean isOver() {
        return sandbox.isOver();
    }

    private String run(RecordedEvent event, byte[] data) {
        return driver.execute(
                        function,
                        new String(data, StandardCharsets.ISO_8859_1),
                        text(data),
                        event.type(),
                        event.stream().value(),
                        Long.toString(event.revision().value()),
                        event.isJson(),
                        event.metadata().text(),
                        event.id().toString(),
                        event.created().toString())
                .asString();
    }

    private static @Nullable String text(byte[] data) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    private static Source driver() {
        try (InputStream in = Decoder.class.getResourceAsStream("decoder.js")) {
            if (in == null) {
                throw new IllegalStateException("decoder.js is missing in the program.");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // What is internal counts for no limit of statements.
            return Source.newBuilder("js", text, "decoder").internal(true).buildLiteral();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
