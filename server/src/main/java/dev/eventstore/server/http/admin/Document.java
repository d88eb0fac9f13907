package dev.eventstore.server.http.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small body in the three forms that clients ask for.
 *
 * @param name the root element in XML
 * @param content a map with texts as keys, a list of such maps or of texts, a text, a number, a
 *     truth value, or {@code null}
 */
record Document(String name, @Nullable Object content) {
    private static final JsonFactory JSON = new JsonFactory();

    /** A document of alternating names and values. */
    static Document of(String name, @Nullable Object... namesAndValues) {
        return new Document(name, fields(namesAndValues));
    }

    /** A map of alternating names and values, in order. */
    static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }

    /** Answers a call with 200 and this document in the form that was negotiated. */
    Reply reply(Call call) {
        return reply(call, 200);
    }

    /** Answers a call with this document in the form that was negotiated. */
    Reply reply(Call call, int status) {
        MediaType type = call.responseType();
        return Reply.of(status, type, as(type));
    }

    /** Answers a call with 200 and this document in JSON, labelled with what was negotiated. */
    Reply replyInJson(Call call) {
        return Reply.ok(call.responseType(), json());
    }

    private String as(MediaType type) {
        if (type.equals(MediaType.JSON)) {
            return json();
        }
        return type.equals(MediaType.TEXT) ? text() : xml();
    }

    private String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            Separators separators =
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER);
            generator.setPrettyPrinter(new DefaultPrettyPrinter(separators));
            writeJson(generator, content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void writeJson(JsonGenerator generator, @Nullable Object value)
            throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> map -> {
                generator.writeStartObject();
                for (Map.Entry<?, ?> field : map.entrySet()) {
                    generator.writeFieldName(String.valueOf(field.getKey()));
                    writeJson(generator, field.getValue());
                }
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                for (Object item : list) {
                    writeJson(generator, item);
                }
                generator.writeEndArray();
            }
            case Long number -> generator.writeNumber(number);
            case Integer number -> generator.writeNumber(number);
            case Boolean truth -> generator.writeBoolean(truth);
            default -> generator.writeString(value.toString());
        }
    }

    /** One line for each field. */
    private String text() {
        StringBuilder text = new StringBuilder();
        writeText(text, "", content);
        return text.toString().stripTrailing();
    }

    private static void writeText(StringBuilder text, String indent, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> map ->
                    map.forEach((key, part) -> {
                        text.append(indent).append(capitalised(key)).append(": ");
                        boolean nested = part instanceof Map || part instanceof List;
                        text.append(nested ? "\n" : "");
                        writeText(text, nested ? indent + "  " : "", part);
                    });
            case List<?> list ->
                    list.forEach(item -> {
                        writeText(text, indent, item);
                        text.append('\n');
                    });
            case null -> text.append('\n');
            default -> text.append(value).append('\n');
        }
    }

    private String xml() {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        writeXml(text, name, content);
        return text.toString();
    }

    private static void writeXml(StringBuilder text, String element, @Nullable Object value) {
        text.append('<').append(element).append('>');
        switch (value) {
            case null -> text.append("");
            case Map<?, ?> map ->
                    map.forEach((key, part) -> writeXml(text, capitalised(key), part));
            case List<?> list -> list.forEach(item -> writeXml(text, "Item", item));
            default -> text.append(escaped(value.toString()));
        }
        text.append("</").append(element).append('>');
    }

    private static String capitalised(Object key) {
        String name = key.toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
