package dev.eventstore.server.stream;

import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogEntry;
import dev.eventstore.server.eventlog.LogSnapshot;
import dev.eventstore.server.eventlog.LogTransaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reading pages and single events: what metadata hides is left out, links are followed, windows are
 * cut as Event Store 5 cuts them and the recordings show. Safe for any thread.
 */
final class StreamReads {
    private final EventLog log;
    private final MetadataCache metadata;
    private final InstantSource clock;

    StreamReads(EventLog log, MetadataCache metadata, InstantSource clock) {
        this.log = log;
        this.metadata = metadata;
        this.clock = clock;
    }

    ReadStreamResult stream(ReadStream read) {
        StreamName stream = read.stream();
        // The metadata first: a change that comes in between shows too much for a moment, not
        // events that were never to be seen.
        StreamMetadata inForce = inForce(stream);
        try (LogSnapshot snapshot = log.snapshot()) {
            long head = snapshot.lastRevision(stream);
            if (head == LogTransaction.TOMBSTONE_REVISION) {
                return new ReadStreamResult.StreamDeleted(stream, snapshot.lastEvent(stream));
            }
            if (isOriginalTombstoned(snapshot, stream)) {
                return new ReadStreamResult.StreamDeleted(stream, null);
            }
            if (head < 0 || inForce.isSoftDeleted()) {
                return new ReadStreamResult.NoStream(stream, head);
            }
            return switch (read.direction()) {
                case FORWARD -> forward(snapshot, read, inForce, head);
                case BACKWARD -> backward(snapshot, read, inForce, head);
            };
        }
    }

    ReadEventResult event(ReadEvent read) {
        StreamName stream = read.stream();
        StreamMetadata inForce = inForce(stream);
        try (LogSnapshot snapshot = log.snapshot()) {
            long wanted =
                    read.revision() == ReadEvent.NEWEST
                            ? snapshot.lastRevision(stream)
                            : read.revision();
            LogSnapshot.Found found = snapshot.find(stream, Math.max(0, wanted));
            long head = found.lastRevision();
            if (head == LogTransaction.TOMBSTONE_REVISION
                    || isOriginalTombstoned(snapshot, stream)) {
                return new ReadEventResult.StreamDeleted(stream);
            }
            if (head < 0 || inForce.isSoftDeleted()) {
                return new ReadEventResult.NoStream(stream);
            }
            long revision = read.revision() == ReadEvent.NEWEST ? head : read.revision();
            RecordedEvent event = revision < inForce.firstVisible(head) ? null : found.event();
            if (event == null || isTooOld(event, inForce)) {
                return new ReadEventResult.NotFound(stream, revision, inForce);
            }
            return new ReadEventResult.Found(
                    resolved(snapshot, event, read.resolveLinks()), inForce);
        }
    }

    ReadAllResult all(ReadAll read) {
        StreamMetadata inForce = inForce(SystemStreams.ALL);
        try (LogSnapshot snapshot = log.snapshot()) {
            long head = snapshot.head();
            long from = Math.min(read.from().value(), head + 1);
            Budget budget = new Budget(read.count());
            List<ResolvedEvent> events = new ArrayList<>();
            boolean isForward = read.direction() == Direction.FORWARD;
            Window window = new Window(read.window());
            Predicate<LogEntry> take =
                    entry -> {
                        boolean hasRoom = window.passes(entry);
                        RecordedEvent event = wanted(read.filter(), entry);
                        if (event == null) {
                            return hasRoom;
                        }
                        events.add(resolved(snapshot, event, read.resolveLinks()));
                        return budget.takes(event) && hasRoom;
                    };
            if (isForward && read.filter() == EventFilter.Applications.APPLICATIONS) {
                snapshot.walkApplications(Position.of(from), take);
            } else if (isForward) {
                snapshot.walkForward(Position.of(from), take);
            } else {
                snapshot.walkBackward(Position.of(from), take);
            }
            if (budget.isOverdrawn()) {
                return new ReadAllResult.PageTooLarge(events.size());
            }
            boolean isEnd = events.size() < read.count() && !window.isUsedUp();
            long last = window.last();
            long next = last < 0 ? from : isForward ? last + 1 : last;
            return new ReadAllResult.Page(
                    Position.of(from),
                    events,
                    Position.of(next),
                    Position.of(from),
                    Position.of(head),
                    isEnd,
                    inForce);
        }
    }

    /**
     * The event, unless the filter passes it by; the most common filter does so without reading it.
     */
    private static @Nullable RecordedEvent wanted(EventFilter filter, LogEntry entry) {
        if (filter == EventFilter.Applications.APPLICATIONS && !entry.isOfApplication()) {
            return null;
        }
        RecordedEvent event = entry.event();
        return filter.wants(event) ? event : null;
    }

    MetadataResult metadata(StreamName stream) {
        MetadataCache.InForce inForce =
                stream.isMetastream()
                        ? new MetadataCache.InForce(StreamMetadata.NONE, -1)
                        : metadata.of(stream);
        try (LogSnapshot snapshot = log.snapshot()) {
            long head = snapshot.lastRevision(stream);
            boolean isTombstoned = head == LogTransaction.TOMBSTONE_REVISION;
            return new MetadataResult.InForce(
                    stream, inForce.metadata(), inForce.revision(), head, isTombstoned);
        }
    }

    private ReadStreamResult forward(
            LogSnapshot snapshot, ReadStream read, StreamMetadata inForce, long head) {
        long from = read.from().value();
        long to =
                from > Long.MAX_VALUE - read.count() ? Long.MAX_VALUE - 1 : from + read.count() - 1;
        long visible = Math.max(from, inForce.firstVisible(head));
        List<ResolvedEvent> events = new ArrayList<>();
        Budget budget = new Budget(read.count());
        if (visible <= Math.min(to, head)) {
            collect(snapshot, read, inForce, visible, Math.min(to, head), events, budget);
        }
        if (budget.isOverdrawn()) {
            return new ReadStreamResult.PageTooLarge(read.stream(), events.size());
        }
        long next = Math.min(to, head) + 1;
        return new ReadStreamResult.Page(
                read.stream(), from, events, next, head, to >= head, inForce);
    }

    private ReadStreamResult backward(
            LogSnapshot snapshot, ReadStream read, StreamMetadata inForce, long head) {
        long from = read.from().equals(Revision.MAX) ? head : read.from().value();
        long upper = Math.min(from, head);
        long lower = Math.max(0, from - read.count() + 1);
        long firstVisible = inForce.firstVisible(head);
        List<ResolvedEvent> events = new ArrayList<>();
        Budget budget = new Budget(read.count());
        long visible = Math.max(lower, firstVisible);
        if (visible <= upper) {
            collect(snapshot, read, inForce, visible, upper, events, budget);
        }
        if (budget.isOverdrawn()) {
            return new ReadStreamResult.PageTooLarge(read.stream(), events.size());
        }
        boolean isLowestMissing =
                lower <= upper
                        && (events.isEmpty()
                                || events.getLast().original().revision().value() > lower);
        boolean isEnd = lower == 0 || lower <= firstVisible || isLowestMissing;
        long next = isEnd ? -1 : lower - 1;
        return new ReadStreamResult.Page(read.stream(), from, events, next, head, isEnd, inForce);
    }

    private void collect(
            LogSnapshot snapshot,
            ReadStream read,
            StreamMetadata inForce,
            long from,
            long to,
            List<ResolvedEvent> into,
            Budget budget) {
        snapshot.read(
                read.stream(),
                from,
                to,
                read.direction() == Direction.FORWARD,
                event -> {
                    if (isTooOld(event, inForce)) {
                        return true;
                    }
                    into.add(resolved(snapshot, event, read.resolveLinks()));
                    return budget.takes(event);
                });
    }

    /** How much a page may still take. A page of one event has always room for it. */
    private static final class Budget {
        private final int count;
        private int taken;
        private long bytes;
        private boolean isOverdrawn;

        Budget(int count) {
            this.count = count;
        }

        boolean takes(RecordedEvent event) {
            taken++;
            bytes += event.data().size() + event.metadata().size();
            isOverdrawn = bytes > ReadStream.PAGE_BYTES_MAX && taken > 1;
            return taken < count && !isOverdrawn;
        }

        boolean isOverdrawn() {
            return isOverdrawn;
        }
    }

    /** How many events a filtered page may still look at, and where it has come to. */
    private static final class Window {
        private int left;
        private long last = -1;

        Window(int size) {
            left = size;
        }

        boolean passes(LogEntry entry) {
            left--;
            last = entry.position();
            return left > 0;
        }

        boolean isUsedUp() {
            return left <= 0;
        }

        /** The position of the last event looked at, −1 if there was none. */
        long last() {
            return last;
        }
    }

    private boolean isTooOld(RecordedEvent event, StreamMetadata inForce) {
        return inForce.maxAge() != null && inForce.isTooOld(event.created(), clock.instant());
    }

    private ResolvedEvent resolved(
            LogSnapshot snapshot, RecordedEvent event, boolean resolveLinks) {
        if (!resolveLinks || !event.type().equals(SystemEventTypes.LINK)) {
            return ResolvedEvent.of(event);
        }
        Optional<Link> link = Link.parse(event.data().text());
        return link.isEmpty()
                ? ResolvedEvent.of(event)
                : new ResolvedEvent(target(snapshot, link.get()), event);
    }

    private @Nullable RecordedEvent target(LogSnapshot snapshot, Link link) {
        StreamName stream = link.stream();
        StreamMetadata inForce = inForce(stream);
        long head = snapshot.lastRevision(stream);
        if (head < 0 || head == LogTransaction.TOMBSTONE_REVISION || inForce.isSoftDeleted()) {
            return null;
        }
        long revision = link.revision() < 0 ? head : link.revision();
        if (revision > head || revision < inForce.firstVisible(head)) {
            return null;
        }
        RecordedEvent event = snapshot.event(stream, revision);
        return event == null || isTooOld(event, inForce) ? null : event;
    }

    /** A metastream shows its newest event only. */
    private StreamMetadata inForce(StreamName stream) {
        return stream.isMetastream()
                ? StreamMetadata.OF_METASTREAMS
                : metadata.of(stream).metadata();
    }

    private static boolean isOriginalTombstoned(LogSnapshot snapshot, StreamName stream) {
        return stream.isMetastream()
                && snapshot.lastRevision(stream.original()) == LogTransaction.TOMBSTONE_REVISION;
    }
}
