package dev.eventstore.server.group;

import dev.eventstore.server.event.ResolvedEvent;
import java.util.UUID;

/**
 * An event in the hands of a consumer.
 *
 * @param event what it is about; of a parked event that is tried again, the link is that of the
 *     stream of parked events
 * @param retryCount how often it was tried before
 */
public record Message(ResolvedEvent event, int retryCount) {
    /** What a consumer names when it settles the event: the id of the link, if there is one. */
    public UUID id() {
        return event.original().id();
    }
}
