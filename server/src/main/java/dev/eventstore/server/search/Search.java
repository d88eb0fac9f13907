package dev.eventstore.server.search;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads backward and tells what fits, step by step. One thread. */
public final class Search {
    /** How many events a step looks at. */
    private static final int PAGE = 1_000;

    private final StreamOperations streams;
    private final SearchQuery query;
    private final Instant after;

    /** Where the next step reads: positions before this one, or this revision and before. */
    private long next;

    private int count = PAGE;

    /** One step. */
    public sealed interface Step {
        /**
         * A piece of the log was looked at.
         *
         * @param found what fits in it, the newest first
         * @param scanned how many events were looked at
         * @param next where to go on
         * @param isEnd whether nothing is left to look at
         */
        record Looked(List<RecordedEvent> found, int scanned, long next, boolean isEnd)
                implements Step {
            public Looked {
                found = List.copyOf(found);
            }
        }

        /** The caller may not read what the query is about. */
        record AccessDenied() implements Step {}
    }

    /**
     * @param streams as the caller may use them
     * @param from where to begin, as {@link Step.Looked#next} told it before; empty for the newest
     */
    public Search(StreamOperations streams, SearchQuery query, OptionalLong from) {
        this.streams = streams;
        this.query = query;
        this.after = query.after().orElse(Instant.MIN);
        this.next = from.orElseGet(this::newest);
    }

    /** Looks at the next piece. */
    public Step step() {
        return query.onlyStream().map(this::stepInStream).orElseGet(this::stepInAll);
    }

    /** Where to go on if nothing behind an event was told yet; −1 if there is nothing. */
    public long behind(RecordedEvent event) {
        return query.onlyStream().isEmpty()
                ? event.position().value()
                : event.revision().value() - 1;
    }

    private long newest() {
        return query.before()
                .filter(_ -> query.onlyStream().isEmpty())
                .map(before -> new Moments(streams).positionAt(before).orElse(Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
    }

    private Step stepInAll() {
        ReadAll read = new ReadAll(Position.of(next), count, Direction.BACKWARD, false);
        return switch (streams.readAll(read)) {
            case ReadAllResult.AccessDenied _ -> new Step.AccessDenied();
            case ReadAllResult.PageTooLarge(int fits) -> smaller(fits);
            case ReadAllResult.Page page ->
                    looked(page.events(), page.next().value(), page.isEnd());
        };
    }

    private Step stepInStream(StreamName stream) {
        ReadStream read =
                new ReadStream(stream, Revision.of(next), count, Direction.BACKWARD, false);
        return switch (streams.readStream(read)) {
            case ReadStreamResult.AccessDenied _ -> new Step.AccessDenied();
            case ReadStreamResult.PageTooLarge tooLarge -> smaller(tooLarge.fits());
            case ReadStreamResult.NoStream _, ReadStreamResult.StreamDeleted _ ->
                    new Step.Looked(List.of(), 0, 0, true);
            case ReadStreamResult.Page page ->
                    looked(page.events(), Math.max(0, page.next()), page.isEnd());
        };
    }

    private Step smaller(int fits) {
        count = Math.max(1, fits - 1);
        return new Step.Looked(List.of(), 0, next, false);
    }

    private Step looked(List<ResolvedEvent> events, long behind, boolean isEnd) {
        next = behind;
        count = PAGE;
        List<RecordedEvent> found = new ArrayList<>();
        for (ResolvedEvent event : events) {
            if (query.fits(event.original())) {
                found.add(event.original());
            }
        }
        boolean tooOld = !events.isEmpty() && events.getLast().original().created().isBefore(after);
        return new Step.Looked(found, events.size(), behind, isEnd || tooOld);
    }
}
