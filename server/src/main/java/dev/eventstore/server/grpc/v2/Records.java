package dev.eventstore.server.grpc.v2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Value;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendRecord;
import dev.eventstore.server.grpc.wire.Streams2Proto.SchemaFormat;
import dev.eventstore.server.grpc.wire.Streams2Proto.SchemaInfo;
import dev.eventstore.server.stream.Append;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Records of the second protocol, read into events. Thread-safe. */
final class Records {
    /** The largest record, in bytes. */
    static final int RECORD_BYTES_MAX = Append.EVENT_BYTES_MAX;

    /** The most bytes that one transaction may append; it is in memory as a whole. */
    static final int TRANSACTION_BYTES_MAX = 64 * 1024 * 1024;

    private static final Pattern SCHEMA_NAME = Pattern.compile("[\\p{L}\\p{N}_.$:-]+");
    private static final int SCHEMA_NAME_CHARACTERS_MAX = 65_536;
    private static final int UUID_CHARACTERS = 36;
    private static final double WHOLE_MAX = 1L << 53;
    private static final JsonFactory JSON = new JsonFactory();

    private final Supplier<UUID> ids;

    Records(Supplier<UUID> ids) {
        this.ids = ids;
    }

    static StreamName stream(String name) throws StatusException {
        try {
            StreamName stream = StreamName.of(name);
            if (!stream.isMetastream()) {
                return stream;
            }
        } catch (IllegalArgumentException refused) {
            throw Errors.badRequest("stream", String.valueOf(refused.getMessage()));
        }
        throw Errors.badRequest("stream", "Metadata is not appended this way: " + name);
    }

    NewEvent event(AppendRecord record) throws StatusException {
        SchemaInfo schema = record.getSchema();
        if (schema.getName().length() > SCHEMA_NAME_CHARACTERS_MAX
                || !SCHEMA_NAME.matcher(schema.getName()).matches()) {
            throw Errors.badRequest(
                    "schema.name", "It takes letters, digits and the characters _ . $ : -");
        }
        return new NewEvent(
                id(record.getRecordId()),
                schema.getName(),
                schema.getFormat() == SchemaFormat.SCHEMA_FORMAT_JSON,
                Payload.of(record.getData().toByteArray()),
                Payload.of(metadata(record.getPropertiesMap(), schema)));
    }

    private UUID id(String text) throws StatusException {
        if (text.isEmpty()) {
            return ids.get();
        }
        try {
            // Java also takes shorter groups of digits, which no client means.
            if (text.length() == UUID_CHARACTERS) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notOne) {
            throw Errors.badRequest("record_id", "It must be a UUID.");
        }
        throw Errors.badRequest("record_id", "It must be a UUID.");
    }

    /** Properties as readers of the first protocol know them: a JSON object. */
    private static byte[] metadata(Map<String, Value> properties, SchemaInfo schema)
            throws StatusException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, Value> property : properties.entrySet()) {
                if (!property.getKey().startsWith("$schema.")) {
                    json.writeFieldName(property.getKey());
                    write(json, property.getValue());
                }
            }
            json.writeStringField("$schema.name", schema.getName());
            json.writeStringField("$schema.format", name(schema.getFormat()));
            if (!schema.getId().isEmpty()) {
                json.writeStringField("$schema.id", schema.getId());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing into memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Value value) throws IOException {
        switch (value.getKindCase()) {
            case NUMBER_VALUE -> write(json, value.getNumberValue());
            case STRING_VALUE -> json.writeString(value.getStringValue());
            case BOOL_VALUE -> json.writeBoolean(value.getBoolValue());
            case STRUCT_VALUE -> {
                json.writeStartObject();
                for (Map.Entry<String, Value> field :
                        value.getStructValue().getFieldsMap().entrySet()) {
                    json.writeFieldName(field.getKey());
                    write(json, field.getValue());
                }
                json.writeEndObject();
            }
            case LIST_VALUE -> {
                json.writeStartArray();
                for (Value element : value.getListValue().getValuesList()) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            case NULL_VALUE, KIND_NOT_SET -> json.writeNull();
        }
    }

    private static void write(JsonGenerator json, double number) throws IOException {
        if (number == Math.rint(number) && Math.abs(number) <= WHOLE_MAX) {
            json.writeNumber((long) number);
        } else {
            json.writeNumber(number);
        }
    }

    private static String name(SchemaFormat format) throws StatusException {
        return switch (format) {
            case SCHEMA_FORMAT_JSON -> "Json";
            case SCHEMA_FORMAT_PROTOBUF -> "Protobuf";
            case SCHEMA_FORMAT_AVRO -> "Avro";
            case SCHEMA_FORMAT_BYTES -> "Bytes";
            case SCHEMA_FORMAT_UNSPECIFIED, UNRECOGNIZED ->
                    throw Errors.badRequest("schema.format", "It must be one of those there are.");
        };
    }
}
