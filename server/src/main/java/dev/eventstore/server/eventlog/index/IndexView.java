package dev.eventstore.server.eventlog.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One consistent state of the whole index. Immutable but for new entries that the writer adds,
 * which lie behind every older snapshot's head; safe for any thread while its version is in use.
 */
public final class IndexView {
    private final List<EntrySource> newestFirst;

    IndexView(List<EntrySource> newestFirst) {
        this.newestFirst = List.copyOf(newestFirst);
    }

    /**
     * The entry with the greatest revision not above {@code revision} at or before a position.
     *
     * @param head entries behind this position do not count
     * @return {@code null} if the stream has none
     */
    public @Nullable IndexEntry floor(long stream, long revision, long head) {
        for (EntrySource source : newestFirst) {
            IndexEntry entry = source.floor(stream, revision);
            // Only the table in memory can hold newer entries than the snapshot.
            while (entry != null && entry.position() > head) {
                entry = entry.revision() == 0 ? null : source.floor(stream, entry.revision() - 1);
            }
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    /**
     * The entries from one revision to another, both included, oldest first.
     *
     * @param head entries behind this position do not count
     */
    public EntryList range(long stream, long from, long to, long head) {
        EntryList[] parts = new EntryList[newestFirst.size()];
        long upTo = to;
        int used = 0;
        for (EntrySource source : newestFirst) {
            EntryList part = new EntryList();
            source.collect(stream, from, upTo, part);
            parts[used++] = part;
            if (part.size() > 0) {
                upTo = part.revision(0) - 1;
                if (upTo < from) {
                    break;
                }
            }
        }
        EntryList all = new EntryList();
        for (int i = used - 1; i >= 0; i--) {
            for (int k = 0; k < parts[i].size(); k++) {
                if (parts[i].position(k) <= head) {
                    all.add(parts[i].revision(k), parts[i].position(k));
                }
            }
        }
        return all;
    }
}
