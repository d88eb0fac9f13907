package dev.eventstore.server.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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
            return place(document).map(place -> new Trace(origin, place));
        } catch (IOException | NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<Place> place(JsonNode document) {
        JsonNode commit = document.path("$c");
        if (commit.isIntegralNumber() && commit.longValue() >= 0) {
            return Optional.of(new Place(Position.of(commit.longValue())));
        }
        Map<String, Long> revisions = new HashMap<>();
        document.path("$s")
                .properties()
                .forEach(each -> revisions.put(each.getKey(), each.getValue().asLong(-1)));
        return revisions.isEmpty() ? Optional.empty() : Optional.of(Place.in(revisions));
    }

    /** Answers whether it was written by a projection in its present epoch. */
    boolean counts(ProjectionVersion now) {
        return isOf(now) && origin.version() >= now.epoch();
    }

    boolean isOf(ProjectionVersion now) {
        return origin.id() == now.id();
    }
}
