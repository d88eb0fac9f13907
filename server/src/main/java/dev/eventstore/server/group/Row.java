package dev.eventstore.server.group;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.subscription.Reached;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Events that are read in order and settled in any. Knows up to where all of them are settled. Not
 * thread-safe.
 */
final class Row {
    private final NavigableMap<Long, Entry> unsettled = new TreeMap<>();
    private long nextSequence;
    private Reached read;
    private boolean isTouched;

    /**
     * @param firstSequence of the first event that is added
     * @param begin up to where nothing is to be done
     */
    Row(long firstSequence, Reached begin) {
        this.nextSequence = firstSequence;
        this.read = begin;
    }

    /** The next event was read. */
    Entry add(ResolvedEvent event, Reached place, boolean isLive) {
        Entry entry = new Entry(nextSequence, event, place, read, isLive);
        unsettled.put(entry.sequence, entry);
        nextSequence++;
        passed(place);
        return entry;
    }

    /** Up to there was read, and nothing of it is to be settled. */
    void passed(Reached place) {
        read = place;
        isTouched = true;
    }

    void settle(Entry entry) {
        unsettled.remove(entry.sequence);
    }

    /** Answers whether anything was read at all. */
    boolean isTouched() {
        return isTouched;
    }

    /** How far was read. */
    Reached read() {
        return read;
    }

    /** Up to where everything is settled. */
    Reached settled() {
        var first = unsettled.firstEntry();
        return first == null ? read : first.getValue().before;
    }

    /** The sequence of the first event that is not settled, or of the next to be read. */
    long settledSequence() {
        var first = unsettled.firstEntry();
        return first == null ? nextSequence : first.getKey();
    }

    /** How many are not settled. */
    int size() {
        return unsettled.size();
    }
}
