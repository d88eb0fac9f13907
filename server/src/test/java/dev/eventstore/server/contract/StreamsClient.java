package dev.eventstore.server.contract;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Direction;
import java.util.List;

/** A client of one protocol, logged in as somebody. One thread at a time. */
interface StreamsClient extends AutoCloseable {
    /** Who somebody is to the node. */
    record Login(String name, String password) {
        static final Login ADMIN = new Login("admin", "changeit");
    }

    Outcome append(StreamName stream, ExpectedVersion expected, List<NewEvent> events);

    Outcome delete(StreamName stream, ExpectedVersion expected, boolean forGood);

    /**
     * Reads a page.
     *
     * @param from the first revision; backward, {@code Long.MAX_VALUE} stands for the newest
     */
    Outcome read(
            StreamName stream, long from, int count, Direction direction, boolean resolveLinks);

    /** Reads everything from the beginning; {@code Read} has at most {@code count} events. */
    Outcome readAll(int count);

    @Override
    void close();
}
