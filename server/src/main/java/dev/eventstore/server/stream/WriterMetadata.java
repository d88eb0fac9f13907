package dev.eventstore.server.stream;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.LogTransaction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metadata in force as the writer sees it, changes that are not committed yet included. Writer
 * thread only.
 */
final class WriterMetadata {
    private static final int STREAMS_MAX = 50_000;

    private final Map<StreamName, StreamMetadata> known =
            new LinkedHashMap<>(1024, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<StreamName, StreamMetadata> eldest) {
                    return size() > STREAMS_MAX;
                }
            };

    StreamMetadata of(LogTransaction log, StreamName stream) {
        StreamMetadata cached = known.get(stream);
        if (cached == null) {
            cached = MetadataJson.read(document(log, stream));
            known.put(stream, cached);
        }
        return cached;
    }

    /** The newest metadata event's data, empty if there is none. */
    Payload document(LogTransaction log, StreamName stream) {
        StreamName metastream = stream.metastream();
        long last = log.lastRevision(metastream);
        if (last < 0 || last == LogTransaction.TOMBSTONE_REVISION) {
            return Payload.EMPTY;
        }
        RecordedEvent event = log.event(metastream, last);
        return event == null ? Payload.EMPTY : event.data();
    }

    /** The stream's metadata changed. */
    void forget(StreamName stream) {
        known.remove(stream);
    }
}
