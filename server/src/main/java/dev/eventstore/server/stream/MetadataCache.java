package dev.eventstore.server.stream;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metadata in force as readers see it. An entry is forgotten after a change is on disk and
 * before its writer gets the answer, so that everybody who knows of a change sees it. Safe for any
 * thread.
 */
final class MetadataCache {
    /** When so many streams are known, all are forgotten. */
    private static final int STREAMS_MAX = 50_000;

    private final EventLog log;
    private final Map<StreamName, InForce> known = new ConcurrentHashMap<>();

    /**
     * @param revision revision of the metadata event, −1 if there is none
     */
    record InForce(StreamMetadata metadata, long revision) {}

    MetadataCache(EventLog log) {
        this.log = log;
    }

    InForce of(StreamName stream) {
        InForce cached = known.get(stream);
        if (cached != null) {
            return cached;
        }
        if (known.size() >= STREAMS_MAX) {
            known.clear();
        }
        // Loading under the entry's lock: a change that comes meanwhile waits to forget it.
        return known.computeIfAbsent(stream, this::load);
    }

    void forget(StreamName stream) {
        known.remove(stream);
    }

    private InForce load(StreamName stream) {
        try (LogSnapshot snapshot = log.snapshot()) {
            RecordedEvent event = snapshot.lastEvent(stream.metastream());
            return event == null
                    ? new InForce(StreamMetadata.NONE, -1)
                    : new InForce(MetadataJson.read(event.data()), event.revision().value());
        }
    }
}
