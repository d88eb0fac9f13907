package dev.eventstore.server.projection;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.projection.handler.States;
import dev.eventstore.server.projection.handler.StreamCatalog;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query whose definition picks the streams itself. It is shown everything and takes what is in
 * those streams; of the others it hears nothing. One thread at a time.
 */
final class CatalogQuery implements Handler {
    /** How many streams can be listed or asked about. */
    static final int STREAMS_MAX = 100_000;

    private static final int PAGE = 500;

    private final Handler handler;
    private final StreamCatalog catalog;
    private final StreamOperations streams;

    /** Whether a stream is read, as far as that is known. */
    private final Map<StreamName, Boolean> isRead = new HashMap<>();

    private boolean isListRead;
    private boolean wasTaken;

    CatalogQuery(Handler handler, StreamCatalog catalog, StreamOperations streams) {
        this.handler = handler;
        this.catalog = catalog;
        this.streams = streams;
    }

    @Override
    public Source source() {
        return handler.source();
    }

    @Override
    public List<Emitted> handle(SourceEvent event, States states) {
        wasTaken = isRead(event);
        return wasTaken ? handler.handle(event, states) : List.of();
    }

    @Override
    public List<Emitted> deleted(StreamName stream, boolean isSoft, States states) {
        wasTaken = isRead.getOrDefault(stream, false);
        return wasTaken ? handler.deleted(stream, isSoft, states) : List.of();
    }

    private boolean isRead(SourceEvent event) {
        StreamName stream = event.event().stream();
        return switch (catalog) {
            case StreamCatalog.Listed list -> {
                if (!isListRead) {
                    readList(list);
                    isListRead = true;
                }
                yield isRead.getOrDefault(stream, false);
            }
            case StreamCatalog.Matching filter -> {
                Boolean known = isRead.get(stream);
                yield known == null
                        ? remember(stream, filter.wants(event, metadata(stream)))
                        : known;
            }
        };
    }

    private boolean remember(StreamName stream, boolean answer) {
        if (isRead.size() >= STREAMS_MAX) {
            throw new IllegalStateException(
                    "A query picks from " + STREAMS_MAX + " streams at most.");
        }
        isRead.put(stream, answer);
        return answer;
    }

    private String metadata(StreamName stream) {
        ReadEvent newest = new ReadEvent(stream.metastream(), ReadEvent.NEWEST, false);
        return streams.readEvent(newest) instanceof ReadEventResult.Found found
                ? found.event().original().data().text()
                : "";
    }

    private void readList(StreamCatalog.Listed list) {
        long next = 0;
        int count = PAGE;
        while (next >= 0) {
            ReadStream read =
                    new ReadStream(list.by(), Revision.of(next), count, Direction.FORWARD, true);
            switch (streams.readStream(read)) {
                case ReadStreamResult.Page page -> {
                    page.events().forEach(entry -> readEntry(list, entry));
                    next = page.isEnd() ? -1 : page.next();
                    count = PAGE;
                }
                case ReadStreamResult.PageTooLarge(var _, int fits) -> count = Math.max(1, fits);
                case ReadStreamResult.NoStream _, ReadStreamResult.StreamDeleted _ -> next = -1;
                case ReadStreamResult.AccessDenied denied ->
                        throw new IllegalStateException("The node itself was refused: " + denied);
            }
        }
    }

    /** A link to an event that is not there any more names nothing. */
    private void readEntry(StreamCatalog.Listed list, ResolvedEvent entry) {
        var event = entry.event();
        if (event != null) {
            list.named(new SourceEvent(event, entry.link()))
                    .ifPresent(stream -> remember(stream, true));
        }
    }

    @Override
    public Optional<String> begun() {
        return wasTaken ? handler.begun() : Optional.empty();
    }

    @Override
    public Optional<Result> result() {
        return wasTaken ? handler.result() : Optional.empty();
    }

    @Override
    public Map<String, Standing> settle() {
        return handler.settle();
    }

    @Override
    public void forget() {
        handler.forget();
    }

    @Override
    public List<Emitted> atCheckpoint() {
        return handler.atCheckpoint();
    }

    @Override
    public void close() {
        handler.close();
    }
}
