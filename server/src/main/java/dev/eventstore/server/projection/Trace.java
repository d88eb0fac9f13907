package dev.eventstore.server.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.Payload;
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
            String[] parts = document.path("$v").asText("").split(":", -1);
            if (parts.length < PARTS_MIN) {
                return Optional.empty();
            }
            ProjectionVersion origin =
                    new ProjectionVersion(
                            Long.parseLong(parts[0]),
                            Long.parseLong(parts[1]),
                            Long.parseLong(parts[2]));
            return Place.of(document).map(place -> new Trace(origin, place));
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
