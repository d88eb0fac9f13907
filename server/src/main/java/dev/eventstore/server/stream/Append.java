package dev.eventstore.server.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import java.util.List;

/**
 * A request to append.
 *
 * @param stream where to
 * @param expected what the writer believes about the stream
 * @param events what to append, in this order; an empty list only checks the expected version
 * @param isRemembered whether the same events are to be recognised if they come again, whatever is
 *     believed about the stream then
 */
public record Append(
        StreamName stream, ExpectedVersion expected, List<NewEvent> events, boolean isRemembered) {
    /** The most data and metadata that one event may have, in bytes. */
    public static final int EVENT_BYTES_MAX = 16 * 1024 * 1024 - 10_000;

    public Append {
        events = List.copyOf(events);
    }

    /** A request whose repeat is recognised. */
    public Append(StreamName stream, ExpectedVersion expected, List<NewEvent> events) {
        this(stream, expected, events, /* isRemembered= */ true);
    }
}
