package dev.eventstore.server.http.projection;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.projection.ProjectionConfig;
import java.io.IOException;

/** The configuration of a projection as JSON; what is false or zero is left out. */
final class ConfigDocument {
    private static final String UNREADABLE = "Failed to parse the projection config";

    /** The internal number that 21.10 told: there are clients that compare it. */
    private static final int MESSAGE_TYPE = 300;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigDocument() {}

    static String of(ProjectionConfig config) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("msgTypeId", MESSAGE_TYPE);
        putIf(document, "emitEnabled", config.emits());
        putIf(document, "trackEmittedStreams", config.tracksEmitted());
        putIf(document, "checkpointAfterMs", config.checkpointAfterMillis());
        putIf(document, "checkpointHandledThreshold", config.checkpointHandled());
        putIf(document, "checkpointUnhandledBytesThreshold", config.checkpointUnhandledBytes());
        putIf(document, "pendingEventsThreshold", config.pendingEventsMax());
        putIf(document, "maxWriteBatchLength", config.writeBatchMax());
        putIf(document, "maxAllowedWritesInFlight", config.writesInFlightMax());
        return document.toPrettyString();
    }

    /**
     * Reads it; what is missing is false or zero.
     *
     * @throws BadRequest if it is no JSON object, or a member has another type
     */
    static ProjectionConfig read(byte[] body) throws BadRequest {
        try {
            if (JSON.readTree(body) instanceof ObjectNode document) {
                return read(document);
            }
        } catch (JacksonException notJson) {
            throw new BadRequest(UNREADABLE, "The body is not JSON.");
        } catch (IOException impossible) {
            throw new IllegalStateException("Reading from memory failed.", impossible);
        }
        throw new BadRequest(UNREADABLE, "The body is not a JSON object.");
    }

    private static ProjectionConfig read(ObjectNode document) throws BadRequest {
        return new ProjectionConfig(
                flag(document, "emitEnabled"),
                flag(document, "trackEmittedStreams"),
                number(document, "checkpointAfterMs"),
                number(document, "checkpointHandledThreshold"),
                number(document, "checkpointUnhandledBytesThreshold"),
                number(document, "pendingEventsThreshold"),
                number(document, "maxWriteBatchLength"),
                number(document, "maxAllowedWritesInFlight"));
    }

    private static boolean flag(ObjectNode document, String name) throws BadRequest {
        JsonNode value = document.path(name);
        if (value.isMissingNode() || value.isBoolean()) {
            return value.asBoolean();
        }
        throw new BadRequest(UNREADABLE, name + " must be true or false.");
    }

    private static long number(ObjectNode document, String name) throws BadRequest {
        JsonNode value = document.path(name);
        boolean isNumber = value.isIntegralNumber() && value.canConvertToInt();
        if (value.isMissingNode() || (isNumber && value.intValue() >= -1)) {
            return value.asLong();
        }
        throw new BadRequest(UNREADABLE, name + " must be a number from -1 to 2147483647.");
    }

    static void putIf(ObjectNode document, String name, boolean value) {
        if (value) {
            document.put(name, true);
        }
    }

    private static void putIf(ObjectNode document, String name, long value) {
        if (value != 0) {
            document.put(name, value);
        }
    }
}
