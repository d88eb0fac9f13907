package dev.eventstore.server.http.stream.payload;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The layout of JSON that clients of version 5 see: two spaces a level, {@code \n} between lines,
 * {@code {}} and {@code []} for what is empty. The order of members stays, so do repeated members,
 * and numbers keep every character they came with.
 */
public final class JsonLayout {
    /** How many times longer indentation may make a text; deep nesting could do far more. */
    public static final int GROWTH_MAX = 8;

    private static final int GROWTH_FREE_BYTES = 1024 * 1024;

    private static final DefaultPrettyPrinter PRINTER = printer();

    private JsonLayout() {}

    /** A generator of indented UTF-8. */
    public static JsonGenerator generator(OutputStream out) {
        try {
            JsonGenerator generator = Json.FACTORY.createGenerator(out, JsonEncoding.UTF8);
            generator.setPrettyPrinter(PRINTER.createInstance());
            return generator;
        } catch (IOException exception) {
            throw Json.impossible(exception);
        }
    }

    /**
     * Reads the value that the parser stands on and lays it out.
     *
     * @return its bytes; the parser stands on the last token of the value
     * @throws BoundedBytes.TooLongException if they would be more than {@code bytesMax}
     * @throws IOException if it is no JSON or over the limits
     */
    public static byte[] indent(JsonParser parser, long bytesMax) throws IOException {
        BoundedBytes out = new BoundedBytes(bytesMax);
        JsonGenerator generator = generator(out);
        copy(parser, generator);
        // Not closed if something fails: closing would try to write the rest.
        generator.close();
        return out.toByteArray();
    }

    /**
     * Lays out a text that is a JSON object.
     *
     * @return its bytes, {@code null} if the text is anything else, or would grow beyond {@code
     *     bytesMax} or {@value #GROWTH_MAX} times its length
     */
    public static byte @Nullable [] indentObject(byte[] text, long bytesMax) {
        if (!Utf8.isValid(text)) {
            return null;
        }
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            byte[] indented = indent(parser, Math.min(bytesMax, bytesMax(text.length)));
            return parser.nextToken() == null ? indented : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    /** How long a text of this many bytes may become. */
    public static long bytesMax(int length) {
        return (long) GROWTH_MAX * length + GROWTH_FREE_BYTES;
    }

    private static void copy(JsonParser in, JsonGenerator out) throws IOException {
        int depth = 0;
        JsonToken token = in.currentToken();
        do {
            switch (token) {
                case START_OBJECT -> {
                    out.writeStartObject();
                    depth++;
                }
                case START_ARRAY -> {
                    out.writeStartArray();
                    depth++;
                }
                case END_OBJECT -> {
                    out.writeEndObject();
                    depth--;
                }
                case END_ARRAY -> {
                    out.writeEndArray();
                    depth--;
                }
                case FIELD_NAME -> out.writeFieldName(in.currentName());
                case VALUE_STRING ->
                        out.writeString(
                                in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
                // As text: neither 64-bit numbers nor decimals may pass through a double.
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                        out.writeRawValue(
                                in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
                case VALUE_TRUE -> out.writeBoolean(true);
                case VALUE_FALSE -> out.writeBoolean(false);
                case VALUE_NULL -> out.writeNull();
                case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                        throw new IllegalStateException("Text has no such token: " + token);
            }
        } while (depth > 0 && (token = in.nextToken()) != null);
    }

    private static DefaultPrettyPrinter printer() {
        Indentation indenter = new Indentation();
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                                .withObjectEmptySeparator("")
                                .withArrayEmptySeparator("")
                                .withRootSeparator(""));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return printer;
    }
}
