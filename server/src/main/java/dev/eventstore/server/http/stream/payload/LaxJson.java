package dev.eventstore.server.http.stream.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the .NET clients read it too: names without quotation marks or with single ones, comments
 * and a comma behind the last item. What is stored of it is shown as JSON that everybody reads.
 */
public final class LaxJson {
    private static final JsonFactory FACTORY =
            Json.FACTORY
                    .rebuild()
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();

    private LaxJson() {}

    /**
     * The same value as JSON: the bytes as they are if they are JSON already, an object or an array
     * that is written laxly laid out anew, {@code null} if it is neither.
     */
    public static byte @Nullable [] strict(byte[] bytes) {
        if (Json.isValue(bytes)) {
            return bytes;
        }
        if (!Utf8.isValid(bytes)) {
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null || !parser.currentToken().isStructStart()) {
                return null;
            }
            byte[] value = JsonLayout.indent(parser, JsonLayout.bytesMax(bytes.length));
            return parser.nextToken() == null ? value : null;
        } catch (IOException notEven) {
            return null;
        }
    }
}
