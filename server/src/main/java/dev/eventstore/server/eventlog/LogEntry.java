package dev.eventstore.server.eventlog;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.storage.RecordCursor;

/**
 * What a reader of the log stands at, which can be passed by without being read as a whole. To be
 * used until the reader goes on, by one thread.
 */
public final class LogEntry {
    private final RecordCursor cursor;

    LogEntry(RecordCursor cursor) {
        this.cursor = cursor;
    }

    /** Its position. */
    public long position() {
        return cursor.position();
    }

    /**
     * Answers whether its stream is one {@linkplain StreamName#isOfApplication of an application}.
     */
    public boolean isOfApplication() {
        return RecordCodec.isOfApplication(cursor::byteAt);
    }

    /**
     * The event.
     *
     * @throws LogCorruptedException if what is stored is none
     */
    public RecordedEvent event() {
        return RecordCodec.decode(cursor.position(), cursor.record());
    }
}
