package dev.eventstore.server.stream;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where lately appended events are, by stream and id: how an append is recognised as a repeat when
 * its expected version does not tell where to look. Remembers the newest {@value #GENERATION_MAX}
 * to twice as many events, and the rest of an append; an older repeat is appended again, as in
 * Event Store 5.
 *
 * <p>Writer thread only.
 */
final class RecentIds {
    static final int GENERATION_MAX = 65_536;

    private Map<Key, Long> young = HashMap.newHashMap(GENERATION_MAX);
    private Map<Key, Long> old = new HashMap<>();

    private record Key(StreamName stream, UUID id) {
        /** An id alone tells nearly all keys apart. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key(StreamName otherStream, UUID otherId)
                    && id.equals(otherId)
                    && stream.equals(otherStream);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    void add(StreamName stream, UUID id, long revision) {
        makeRoom();
        young.put(new Key(stream, id), revision);
    }

    /**
     * Adds the events of one append; of two with the same id, the first is the one that is found.
     *
     * @param first the revision of the first of them
     */
    void addAll(StreamName stream, List<NewEvent> events, long first) {
        makeRoom();
        long revision = first;
        for (NewEvent event : events) {
            Key key = new Key(stream, event.id());
            Long before = young.put(key, revision);
            if (before != null && before >= first) {
                young.put(key, before);
            }
            revision++;
        }
    }

    private void makeRoom() {
        if (young.size() >= GENERATION_MAX) {
            old = young;
            young = HashMap.newHashMap(GENERATION_MAX);
        }
    }

    /** The revision of the newest event with this id that is remembered. */
    OptionalLong find(StreamName stream, UUID id) {
        Key key = new Key(stream, id);
        Long revision = young.get(key);
        if (revision == null) {
            revision = old.get(key);
        }
        return revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
    }
}
