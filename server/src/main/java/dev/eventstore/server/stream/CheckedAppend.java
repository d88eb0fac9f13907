package dev.eventstore.server.stream;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import java.util.List;

/**
 * A request to append events to several streams in one order, if some conditions hold.
 *
 * @param records what to append where, one or more; a stream may come up again and again
 * @param checks all of them must hold
 */
public record CheckedAppend(List<Entry> records, List<StreamCheck> checks) {
    /** An event and where it goes, which is no metastream. */
    public record Entry(StreamName stream, NewEvent event) {
        /**
         * @throws IllegalArgumentException if the stream is a metastream
         */
        public Entry {
            if (stream.isMetastream()) {
                throw new IllegalArgumentException("Metadata is not appended among events.");
            }
        }
    }

    /**
     * @throws IllegalArgumentException if there are no records
     */
    public CheckedAppend {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("At least one record is needed.");
        }
        records = List.copyOf(records);
        checks = List.copyOf(checks);
    }
}
