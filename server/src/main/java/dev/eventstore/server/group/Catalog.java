package dev.eventstore.server.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.subscription.Reached;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups of a node and their settings, as the stream {@code $persistentSubscriptionConfig} has
 * them: each event lists all of them. Members are those of Event Store 5, with those of later
 * versions for groups of everything, and {@code StartedBehind}, which only this node knows.
 */
final class Catalog {
    private static final Logger logger = LoggerFactory.getLogger(Catalog.class);
    private static final String TYPE = "PersistentConfig1";
    private static final int KEPT = 2;

    private final OwnStream stream;
    private final Beginning now;
    private final InstantSource clock;

    /**
     * A group that there is.
     *
     * @param begin up to where the group has nothing to do, if it never settled anything: what its
     *     start meant when it was made
     */
    record Listed(GroupId id, GroupSettings settings, Reached begin) {}

    Catalog(OwnStream stream, Beginning now, InstantSource clock) {
        this.stream = stream;
        this.now = now;
        this.clock = clock;
    }

    /** All groups; one that cannot be understood is left out, and the log is told. */
    List<Listed> read() {
        return stream.newest().map(this::listed).orElse(List.of());
    }

    /**
     * Writes all groups down.
     *
     * @param by the login of who wanted it
     * @return whether that is on disk; if not, the log has been told why
     */
    boolean write(Collection<Listed> groups, String by) {
        ObjectNode document = OwnStream.JSON.createObjectNode();
        document.put("Version", "2");
        document.put("Updated", clock.instant().toString());
        document.put("UpdatedBy", by);
        ArrayNode entries = document.putArray("Entries");
        groups.forEach(group -> entries.add(SettingsJson.write(group)));
        boolean isDone = stream.append(List.of(stream.event(TYPE, document)));
        stream.limitTo(KEPT);
        return isDone;
    }

    private List<Listed> listed(RecordedEvent event) {
        List<Listed> groups = new ArrayList<>();
        try {
            for (JsonNode entry : OwnStream.JSON.readTree(event.data().bytes()).path("Entries")) {
                Optional<Listed> group = SettingsJson.read(entry, now);
                if (group.isEmpty()) {
                    logger.warn("{} names a group that makes no sense: {}", stream.name(), entry);
                }
                group.ifPresent(groups::add);
            }
        } catch (IOException notJson) {
            logger.error("{} cannot be read: there are no groups.", stream.name(), notJson);
        }
        return groups;
    }
}
