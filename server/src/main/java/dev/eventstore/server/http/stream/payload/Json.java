package dev.eventstore.server.http.stream.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The one way to read and write JSON, with its limits. Thread-safe. */
public final class Json {
    /** The deepest nesting of objects and arrays. */
    public static final int DEPTH_MAX = 500;

    /** The longest string value in characters; a body is never longer. */
    private static final int STRING_LENGTH_MAX = 64 * 1024 * 1024;

    /** The longest number in digits. */
    private static final int NUMBER_LENGTH_MAX = 1_000;

    /** Makes parsers that refuse what is over the limits, and generators of UTF-8. */
    public static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(STRING_LENGTH_MAX)
                                    .maxNumberLength(NUMBER_LENGTH_MAX)
                                    .build())
                    .streamWriteConstraints(
                            // Envelopes around a payload add a few levels of their own.
                            StreamWriteConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX + 10)
                                    .build())
                    .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build();

    private Json() {}

    /**
     * Answers whether the bytes are one JSON value in UTF-8 and nothing else, so that they can
     * stand inside another JSON document as they are.
     */
    public static boolean isValue(byte[] bytes) {
        if (bytes.length == 0 || !startsInUtf8(bytes)) {
            return false;
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            // A scalar or a name is checked only when it is read.
            parser.finishToken();
            return parser.nextToken() == null && Utf8.isValid(bytes);
        } catch (IOException notJson) {
            return false;
        }
    }

    /** The parser would also recognise UTF-16 and UTF-32 by a mark or by zero bytes. */
    private static boolean startsInUtf8(byte[] bytes) {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return bytes[0] > 0;
    }

    /** Says that memory failed like a disk, which it does not. */
    static UncheckedIOException impossible(IOException exception) {
        return new UncheckedIOException("Writing to memory failed.", exception);
    }
}
