package dev.eventstore.server.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import java.io.IOException;
import java.util.Optional;

/**
 * What the metadata of an event tell about the projection that wrote it.
 *
 * @param origin which projection that was
 * @param place of the event that it came from
 */
record Trace(ProjectionVersion origin, Place place) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTS_MIN = 3;

    /** Reads it; empty if no projection wrote the event. */
    static Optional<Trace> of(Payload metadata) {
        try {
            JsonNode document = JSON.readTree(metadata.bytes());
            JsonNode commit = document.path("$c");
            String[] parts = document.path("$v").asText("").split(":", -1);
            if (parts.length < PARTS_MIN || !commit.isIntegralNumber() || commit.longValue() < 0) {
                return Optional.empty();
            }
            ProjectionVersion origin =
                    new ProjectionVersion(
                            Long.parseLong(parts[0]),
                            Long.parseLong(parts[1]),
                            Long.parseLong(parts[2]));
            return Optional.of(new Trace(origin, new Place(Position.of(commit.longValue()))));
        } catch (IOException | NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    /** Answers whether it was written by a projection in its present epoch. */
    boolean counts(ProjectionVersion now) {
        return isOf(now) && origin.version() >= now.epoch();
    }

    boolean isOf(ProjectionVersion now) {
        return origin.id() == now.id();
    }
}
