package dev.eventstore.server.grpc.projections;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import org.jspecify.annotations.Nullable;

/** JSON as messages of the wire. Its numbers are doubles: the wire has no others. */
final class JsonValues {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonValues() {}

    /**
     * @param json {@code null} for nothing, which the wire tells as an empty object
     */
    static Value of(@Nullable String json) {
        if (json == null) {
            return Value.newBuilder().setStructValue(Struct.getDefaultInstance()).build();
        }
        try {
            return value(JSON.readTree(json));
        } catch (JacksonException impossible) {
            throw new IllegalStateException("A projection holds JSON that is none.", impossible);
        }
    }

    private static Value value(JsonNode node) {
        Value.Builder value = Value.newBuilder();
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> value.setStructValue(struct(node)).build();
            case ARRAY -> value.setListValue(list(node)).build();
            case STRING, BINARY -> value.setStringValue(node.asText()).build();
            case NUMBER -> value.setNumberValue(node.doubleValue()).build();
            case BOOLEAN -> value.setBoolValue(node.booleanValue()).build();
            case NULL, MISSING -> value.setNullValue(NullValue.NULL_VALUE).build();
        };
    }

    private static Struct struct(JsonNode node) {
        Struct.Builder struct = Struct.newBuilder();
        node.properties().forEach(each -> struct.putFields(each.getKey(), value(each.getValue())));
        return struct.build();
    }

    private static ListValue list(JsonNode node) {
        ListValue.Builder list = ListValue.newBuilder();
        node.forEach(each -> list.addValues(value(each)));
        return list.build();
    }
}
