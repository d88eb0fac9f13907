package dev.eventstore.server.transfer;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.StreamOperations;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/** Writes all events as lines, up to the newest at the beginning. Thread-safe. */
public final class Exporter {
    /** How many events are read at a time. */
    private static final int PAGE_EVENTS = 200;

    private final StreamOperations streams;

    public Exporter(StreamOperations streams) {
        this.streams = streams;
    }

    /**
     * Writes them.
     *
     * @param out takes the lines; is not closed
     * @return how many; empty if the progress said to end, and then what is written is only a part
     * @throws IOException if they cannot be written
     */
    public OptionalLong write(OutputStream out, TransferProgress progress) throws IOException {
        EventLine line = new EventLine();
        long head = streams.head().value();
        long count = 0;
        int pageEvents = PAGE_EVENTS;
        Position from = Position.START;
        while (from.value() <= head) {
            switch (streams.readAll(new ReadAll(from, pageEvents, Direction.FORWARD, false))) {
                case ReadAllResult.Page page -> {
                    count += write(page, head, line, out);
                    boolean goesOn =
                            progress.goesOn(
                                    count, Math.min(1, (double) page.next().value() / (head + 1)));
                    if (!goesOn) {
                        return OptionalLong.empty();
                    }
                    if (page.isEnd() && page.events().isEmpty()) {
                        return OptionalLong.of(count);
                    }
                    from = page.next();
                    pageEvents = PAGE_EVENTS;
                }
                case ReadAllResult.PageTooLarge(int fits) -> pageEvents = Math.max(1, fits);
                case ReadAllResult.AccessDenied() ->
                        throw new UncheckedIOException(
                                new IOException("Everything may be read only by administrators"));
            }
        }
        return OptionalLong.of(count);
    }

    private static long write(ReadAllResult.Page page, long head, EventLine line, OutputStream out)
            throws IOException {
        long count = 0;
        for (ResolvedEvent each : page.events()) {
            RecordedEvent event = each.original();
            if (event.position().value() <= head && Selection.has(event.stream())) {
                out.write(line.of(event));
                count++;
            }
        }
        return count;
    }
}
