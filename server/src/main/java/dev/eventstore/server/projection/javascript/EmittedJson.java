package dev.eventstore.server.projection.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.Emitted;
import java.util.ArrayList;
import java.util.List;

/** What a script has emitted. */
final class EmittedJson {
    private EmittedJson() {}

    /**
     * @throws IllegalArgumentException if a stream cannot be called so
     */
    static List<Emitted> read(JsonNode array) {
        List<Emitted> emitted = new ArrayList<>(array.size());
        for (JsonNode each : array) {
            List<Emitted.Member> metadata = new ArrayList<>();
            for (JsonNode member : each.path("metadata")) {
                metadata.add(new Emitted.Member(member.path(0).asText(), member.path(1).asText()));
            }
            emitted.add(
                    new Emitted(
                            StreamName.of(each.path("stream").asText()),
                            each.path("type").asText(),
                            each.path("isJson").asBoolean(),
                            Payload.of(each.path("data").asText()),
                            metadata));
        }
        return emitted;
    }
}
