package dev.eventstore.server.projection;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.ForwardingStreams;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.StreamOperations;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Streams that remember the newest pages of everything, so that projections which follow together
 * read each page once. A page never changes; who has come to somewhere in it gets the rest of it,
 * and one that ends at the head is followed by the next. Thread-safe.
 */
public final class SharedPages extends ForwardingStreams {
    private static final int KEPT_MAX = 16;
    private static final long PAGE_BYTES_MAX = 512 * 1024;

    private final StreamOperations streams;

    /** A lock that those who wait for it sleep at: they would else spin for as long as reading. */
    private final ReentrantLock reading = new ReentrantLock();

    /** The newest last. */
    private final Deque<Kept> kept = new ArrayDeque<>();

    private record Kept(EventFilter filter, ReadAllResult.Page page) {
        boolean holds(ReadAll read) {
            return filter.equals(read.filter())
                    && page.events().size() <= read.count()
                    && page.from().compareTo(read.from()) <= 0
                    && page.next().compareTo(read.from()) > 0;
        }
    }

    /**
     * @param streams does the work
     */
    public SharedPages(StreamOperations streams) {
        this.streams = streams;
    }

    @Override
    protected StreamOperations streams() {
        return streams;
    }

    @Override
    public ReadAllResult readAll(ReadAll read) {
        if (read.direction() != Direction.FORWARD || read.resolveLinks()) {
            return streams.readAll(read);
        }
        // Who comes second waits for the first, and has the page then.
        reading.lock();
        try {
            for (Kept known : kept) {
                if (known.holds(read)) {
                    return rest(known.page(), read.from());
                }
            }
            ReadAllResult result = streams.readAll(read);
            if (result instanceof ReadAllResult.Page page && isWorthKeeping(page)) {
                keep(new Kept(read.filter(), page));
            }
            return result;
        } finally {
            reading.unlock();
        }
    }

    private void keep(Kept page) {
        kept.addLast(page);
        if (kept.size() > KEPT_MAX) {
            kept.removeFirst();
        }
    }

    /** A page that does not get on says only that nothing has come yet; huge ones are too much. */
    private static boolean isWorthKeeping(ReadAllResult.Page page) {
        long bytes = 0;
        for (ResolvedEvent each : page.events()) {
            bytes += bytes(each);
        }
        return page.next().compareTo(page.from()) > 0 && bytes <= PAGE_BYTES_MAX;
    }

    /**
     * What a page holds from a position on; who reads it has to look whether the log ends there.
     */
    private static ReadAllResult rest(ReadAllResult.Page page, Position from) {
        int first = 0;
        while (first < page.events().size() && isBefore(page.events().get(first), from)) {
            first++;
        }
        return new ReadAllResult.Page(
                from,
                page.events().subList(first, page.events().size()),
                page.next(),
                from,
                page.head(),
                /* isEnd= */ false,
                page.metadata());
    }

    private static boolean isBefore(ResolvedEvent event, Position from) {
        return event.original().position().compareTo(from) < 0;
    }

    private static long bytes(ResolvedEvent each) {
        RecordedEvent event = each.original();
        return (long) event.data().size() + event.metadata().size();
    }
}
