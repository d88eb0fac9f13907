package dev.eventstore.server.search;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Finds the first event that was taken at or after a point in time, by halving: times grow with
 * positions, as long as nobody turns the clock back. Some sixty reads of one event at most.
 */
public final class Moments {
    private final StreamOperations streams;

    /**
     * @param streams as the caller may use them
     */
    public Moments(StreamOperations streams) {
        this.streams = streams;
    }

    /** The position of the first event since then; empty if the caller may not read everything. */
    public OptionalLong positionAt(Instant instant) {
        long from = Position.START.next().value();
        long to = streams.head().next().value();
        while (from < to) {
            long middle = from + (to - from) / 2;
            ReadAll read = new ReadAll(Position.of(middle), 1, Direction.FORWARD, false);
            if (!(streams.readAll(read) instanceof ReadAllResult.Page page)) {
                return OptionalLong.empty();
            }
            if (page.events().isEmpty()
                    || !page.events().getFirst().original().created().isBefore(instant)) {
                to = middle;
            } else {
                from = page.events().getFirst().original().position().value() + 1;
            }
        }
        return OptionalLong.of(from);
    }

    /** The revision of a stream's first event since then; empty if there is none to be read. */
    public OptionalLong revisionAt(StreamName stream, Instant instant) {
        ReadStream newest = new ReadStream(stream, Revision.MAX, 1, Direction.BACKWARD, false);
        if (!(streams.readStream(newest) instanceof ReadStreamResult.Page last)) {
            return OptionalLong.empty();
        }
        long from = last.metadata().firstVisible(last.head());
        long to = last.head() + 1;
        while (from < to) {
            long middle = from + (to - from) / 2;
            ReadStream read =
                    new ReadStream(stream, Revision.of(middle), 1, Direction.FORWARD, false);
            if (!(streams.readStream(read) instanceof ReadStreamResult.Page page)) {
                return OptionalLong.empty();
            }
            // What a scavenge removed counts as older: the place is behind it.
            boolean older =
                    page.events().isEmpty()
                            || page.events().getFirst().original().created().isBefore(instant);
            if (older) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return OptionalLong.of(from);
    }
}
