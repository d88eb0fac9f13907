package dev.eventstore.server.catalog;

import dev.eventstore.server.event.RecordedEvent;
import java.time.Instant;

/**
 * What is known of a stream.
 *
 * @param name its name
 * @param head its last revision; of a tombstoned one, the last before that
 * @param began position of the first event that was seen of it
 * @param created when that was
 * @param position position of its newest event
 * @param changed when that was
 * @param lastType type of its newest event
 * @param state whether it is there
 */
public record KnownStream(
        String name,
        long head,
        long began,
        Instant created,
        long position,
        Instant changed,
        String lastType,
        State state) {
    /** The separator between a category and the rest of a name. */
    static final char SEPARATOR = '-';

    /** Whether a stream is there. */
    public enum State {
        /** It is there. */
        THERE,
        /** It is softly deleted, and comes back with the next append. */
        SOFT_DELETED,
        /** It is deleted for good. */
        TOMBSTONED
    }

    static KnownStream first(RecordedEvent event) {
        return new KnownStream(
                event.stream().value(),
                event.revision().value(),
                event.position().value(),
                event.created(),
                event.position().value(),
                event.created(),
                event.type(),
                State.THERE);
    }

    KnownStream with(RecordedEvent event) {
        return new KnownStream(
                name,
                event.revision().value(),
                began,
                created,
                event.position().value(),
                event.created(),
                event.type(),
                State.THERE);
    }

    KnownStream become(State next, RecordedEvent event) {
        return new KnownStream(
                name,
                head,
                began,
                created,
                event.position().value(),
                event.created(),
                lastType,
                next);
    }

    /** What stands before the first separator; empty if there is none. */
    public String category() {
        int separator = name.indexOf(SEPARATOR, name.startsWith("$") ? name.indexOf('-') + 1 : 0);
        return separator <= 0 ? "" : name.substring(0, separator);
    }

    /** Whether it belongs to the system. */
    public boolean isSystem() {
        return name.startsWith("$");
    }
}
