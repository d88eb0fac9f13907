package dev.eventstore.server.scavenge;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogSnapshot;
import dev.eventstore.server.eventlog.LogTransaction;
import dev.eventstore.server.stream.Retention;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds events that nobody misses, a page of the log at a time, and removes what is still not
 * missed then. One thread at a time.
 */
final class HiddenEvents {
    /** How many events a page finds at most: what the writer removes in one go. */
    static final int FOUND_MAX = 500;

    /** How many events a page looks at, while its snapshot holds disk space. */
    private static final int LOOKED_AT_MAX = 2_000;

    /** How many bytes of events a page looks at. */
    private static final long BYTES_MAX = 8L * 1024 * 1024;

    /** Of how many streams the rules are remembered. */
    private static final int STREAMS_MAX = 10_000;

    private final EventLog log;
    private final InstantSource clock;
    private final Map<StreamName, Retention> known =
            new LinkedHashMap<>(1024, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<StreamName, Retention> eldest) {
                    return size() > STREAMS_MAX;
                }
            };

    /** What must be known of an event to remove it. */
    record Found(Position position, StreamName stream, long revision, Instant created) {}

    /**
     * A part of the log.
     *
     * @param found what may go, oldest first
     * @param next the first position behind the page
     */
    record Page(List<Found> found, long next) {}

    HiddenEvents(EventLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Looks at a part of the log that begins at one position and ends at another or before. */
    Page page(long from, long to) {
        try (LogSnapshot snapshot = log.snapshot()) {
            Search search = new Search(snapshot, clock.instant(), to);
            snapshot.readForward(Position.of(from), search::lookAt);
            return new Page(search.found, search.next);
        }
    }

    /**
     * Removes those events of a page that may still go; on the writer thread.
     *
     * @return what was removed
     */
    Tally remove(LogTransaction transaction, Page page) {
        Instant now = clock.instant();
        Map<StreamName, Retention> fresh = new HashMap<>();
        Tally removed = Tally.NONE;
        for (Found event : page.found) {
            Retention retention =
                    fresh.computeIfAbsent(
                            event.stream, stream -> Retention.of(transaction, stream));
            if (retention.mayRemove(event.revision, event.created, now)) {
                int bytes = transaction.remove(event.position);
                removed = removed.plus(new Tally(bytes > 0 ? 1 : 0, bytes));
            }
        }
        return removed;
    }

    private final class Search {
        private final LogSnapshot snapshot;
        private final Instant now;
        private final long to;
        private final List<Found> found = new ArrayList<>();
        private long next;
        private long bytes;
        private int count;

        Search(LogSnapshot snapshot, Instant now, long to) {
            this.snapshot = snapshot;
            this.now = now;
            this.to = to;
            // Where everything was removed there is nothing to look at.
            this.next = to + 1;
        }

        boolean lookAt(RecordedEvent event) {
            long position = event.position().value();
            if (position > to) {
                return false;
            }
            Retention retention = retention(event);
            if (retention != null
                    && retention.mayRemove(event.revision().value(), event.created(), now)) {
                found.add(
                        new Found(
                                event.position(),
                                event.stream(),
                                event.revision().value(),
                                event.created()));
            }
            bytes += event.data().size() + event.metadata().size();
            count++;
            boolean isFull =
                    found.size() == FOUND_MAX || count == LOOKED_AT_MAX || bytes >= BYTES_MAX;
            if (isFull) {
                next = position + 1;
            }
            return !isFull;
        }

        /**
         * The rules for an event, {@code null} if it is the last of its stream and stays anyway.
         */
        private @Nullable Retention retention(RecordedEvent event) {
            Retention cached = known.get(event.stream());
            if (cached != null) {
                return cached;
            }
            if (snapshot.lastRevision(event.stream()) == event.revision().value()) {
                return null;
            }
            Retention read = Retention.of(snapshot, event.stream());
            known.put(event.stream(), read);
            return read;
        }
    }
}
