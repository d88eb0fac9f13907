package dev.eventstore.launcher.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** An event of the shop, on its way to a line. One thread at a time. */
final class ShopEvent {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Instant time;
    private final ObjectNode line;
    private final ObjectNode data;

    private ShopEvent(Instant time, ObjectNode line, ObjectNode data) {
        this.time = time;
        this.line = line;
        this.data = data;
    }

    static ShopEvent of(String stream, String type, Instant time, UUID id, UUID correlation) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("stream", stream)
                .put("id", id.toString())
                .put("type", type)
                .put("created", time.toString());
        ObjectNode data = line.putObject("data");
        line.putObject("metadata").put("$correlationId", correlation.toString());
        return new ShopEvent(time, line, data);
    }

    /** An event that points to another one. */
    static ShopEvent link(String stream, Instant time, String target) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("stream", stream)
                .put("type", "$>")
                .put("created", time.toString())
                .put("isJson", false)
                .put(
                        "dataBase64",
                        Base64.getEncoder()
                                .encodeToString(target.getBytes(StandardCharsets.UTF_8)));
        return new ShopEvent(time, line, MAPPER.createObjectNode());
    }

    Instant time() {
        return time;
    }

    ShopEvent text(String name, String value) {
        data.put(name, value);
        return this;
    }

    ShopEvent number(String name, long value) {
        data.put(name, value);
        return this;
    }

    byte[] line() throws IOException {
        return (MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
