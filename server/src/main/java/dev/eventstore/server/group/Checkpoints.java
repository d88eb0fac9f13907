package dev.eventstore.server.group;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.subscription.Reached;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place of a group, as its stream of checkpoints tells it. */
final class Checkpoints {
    private static final Logger logger = LoggerFactory.getLogger(Checkpoints.class);

    /** As in Event Store 5 (recorded); later versions put a {@code $} in front and read both. */
    private static final String TYPE = "SubscriptionCheckpoint";

    private static final int KEPT = 5;

    private final OwnStream stream;
    private boolean isLimited;

    Checkpoints(OwnStream stream) {
        this.stream = stream;
    }

    /** Up to where everything is settled; empty if that was never written. */
    Optional<Reached> read() {
        return stream.newest().flatMap(this::place);
    }

    /** Writes it down; what cannot be written is told to the log. */
    void write(Reached place) {
        stream.append(List.of(stream.event(TYPE, PlaceText.write(place))));
        if (!isLimited) {
            stream.limitTo(KEPT);
            isLimited = true;
        }
    }

    void delete() {
        stream.delete();
    }

    private Optional<Reached> place(RecordedEvent event) {
        try {
            Optional<Reached> place = PlaceText.read(OwnStream.JSON.readTree(event.data().bytes()));
            if (place.isEmpty()) {
                logger.warn("{} in {} is no checkpoint.", event.revision(), stream.name());
            }
            return place;
        } catch (IOException notJson) {
            logger.warn("{} in {} is no checkpoint.", event.revision(), stream.name(), notJson);
            return Optional.empty();
        }
    }
}
