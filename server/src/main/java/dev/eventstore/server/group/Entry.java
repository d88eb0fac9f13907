package dev.eventstore.server.group;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.subscription.Reached;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that a group has in hand, from its being read to its being settled. */
final class Entry {
    /** The sequence of the first replayed event, and of the first that is so before its turn. */
    static final long FIRST_REPLAYED = Long.MIN_VALUE;

    static final long FIRST_PICKED = Long.MIN_VALUE / 2;

    /** Orders what waits; what is lower goes first. */
    final long sequence;

    final ResolvedEvent event;

    /** Up to where its row is settled once this one and all before it are. */
    final Reached place;

    /** Up to where its row was read before. */
    final Reached before;

    /** Whether it was read while the group followed what comes. */
    final boolean isLive;

    /** How often it was tried before. */
    int retries;

    /** Who has it; {@code null} of somebody who is not connected, and while nobody has it. */
    @Nullable Consumer holder;

    /** When it was handed out, and when the time for it is up. */
    long handedNanos;

    long deadlineNanos;

    /** A number that a strategy has made of it, −1 if none has yet. */
    int bucket = -1;

    Entry(long sequence, ResolvedEvent event, Reached place, Reached before, boolean isLive) {
        this.sequence = sequence;
        this.event = event;
        this.place = place;
        this.before = before;
        this.isLive = isLive;
    }

    UUID id() {
        return event.original().id();
    }

    /** Answers whether it is a parked event that is tried again before its turn. */
    boolean isPicked() {
        return isReplayed() && sequence >= FIRST_PICKED;
    }

    /** Bytes that it keeps in memory, roughly. */
    long bytes() {
        return bytes(event.event()) + bytes(event.link());
    }

    /** Answers whether it is a parked event that is tried again. */
    boolean isReplayed() {
        return sequence < 0;
    }

    Message message() {
        return new Message(event, retries);
    }

    private static long bytes(@Nullable RecordedEvent event) {
        return event == null ? 0 : (long) event.data().size() + event.metadata().size();
    }
}
