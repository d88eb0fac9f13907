package dev.eventstore.server.projection;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.CheckedAppend;
import dev.eventstore.server.stream.CheckedAppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.MultiAppendResult;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Streams that remember the newest pages of everything, so that projections which follow together
 * read each page once. A page never changes; one that ends at the head is followed by the next.
 * Thread-safe.
 */
public final class SharedPages implements StreamOperations {
    private static final int KEPT_MAX = 16;
    private static final long PAGE_BYTES_MAX = 512 * 1024;

    private final StreamOperations streams;
    private final Map<Key, ReadAllResult> kept =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, ReadAllResult> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /** What a page is known by; how far it looks is up to who reads it first. */
    private record Key(Position from, int count, EventFilter filter) {}

    /**
     * @param streams does the work
     */
    public SharedPages(StreamOperations streams) {
        this.streams = streams;
    }

    @Override
    public ReadAllResult readAll(ReadAll read) {
        if (read.direction() != Direction.FORWARD || read.resolveLinks()) {
            return streams.readAll(read);
        }
        Key key = new Key(read.from(), read.count(), read.filter());
        // Who comes second waits for the first, and has the page then.
        synchronized (kept) {
            ReadAllResult known = kept.get(key);
            if (known != null) {
                return known;
            }
            ReadAllResult result = streams.readAll(read);
            if (result instanceof ReadAllResult.Page page && isWorthKeeping(page)) {
                kept.put(key, withoutEnd(page));
            }
            return result;
        }
    }

    /** A page that does not get on says only that nothing has come yet; huge ones are too much. */
    private static boolean isWorthKeeping(ReadAllResult.Page page) {
        return page.next().compareTo(page.from()) > 0
                && page.events().stream().mapToLong(SharedPages::bytes).sum() <= PAGE_BYTES_MAX;
    }

    /** Who reads it later has to look whether it still ends at the head. */
    private static ReadAllResult withoutEnd(ReadAllResult.Page page) {
        return new ReadAllResult.Page(
                page.from(),
                page.events(),
                page.next(),
                page.previous(),
                page.head(),
                /* isEnd= */ false,
                page.metadata());
    }

    private static long bytes(ResolvedEvent each) {
        RecordedEvent event = each.original();
        return (long) event.data().size() + event.metadata().size();
    }

    @Override
    public AppendResult append(Append append) {
        return streams.append(append);
    }

    @Override
    public CompletableFuture<AppendResult> appendLater(Append append) {
        return streams.appendLater(append);
    }

    @Override
    public MultiAppendResult appendToMany(List<Append> appends) {
        return streams.appendToMany(appends);
    }

    @Override
    public CheckedAppendResult appendChecked(CheckedAppend append) {
        return streams.appendChecked(append);
    }

    @Override
    public DeleteResult delete(Delete delete) {
        return streams.delete(delete);
    }

    @Override
    public ReadStreamResult readStream(ReadStream read) {
        return streams.readStream(read);
    }

    @Override
    public ReadEventResult readEvent(ReadEvent read) {
        return streams.readEvent(read);
    }

    @Override
    public MetadataResult metadata(StreamName stream) {
        return streams.metadata(stream);
    }

    @Override
    public Position head() {
        return streams.head();
    }

    @Override
    public Position awaitHeadAfter(Position seen, Duration patience) throws InterruptedException {
        return streams.awaitHeadAfter(seen, patience);
    }

    @Override
    public Position awaitAppendTo(StreamName stream, Position seen, Duration patience)
            throws InterruptedException {
        return streams.awaitAppendTo(stream, seen, patience);
    }
}
