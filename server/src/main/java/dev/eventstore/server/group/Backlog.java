package dev.eventstore.server.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events that a group has in hand: those that wait, and those that are with somebody. Not
 * thread-safe.
 */
final class Backlog {
    private final NavigableMap<Long, Entry> waiting = new TreeMap<>();

    /** In the order in which their time is up, since all get the same time. */
    private final Map<UUID, Entry> inFlight = new LinkedHashMap<>();

    private long bytes;
    private int waitingLive;
    private int waitingRetries;

    /** Puts an event in its place among those that wait. */
    void add(Entry entry) {
        bytes += entry.bytes();
        enqueue(entry);
    }

    /** What waits, in the order in which it should go; entries are taken out by the iterator. */
    Iterator<Entry> waiting() {
        return waiting.values().iterator();
    }

    /**
     * Answers whether an event could go now. One that has the id of another that is with somebody
     * has to wait, or its settlement could not be told from the other's.
     */
    boolean isFree(Entry entry) {
        return !inFlight.containsKey(entry.id());
    }

    /** An event that was just taken out by the iterator goes to somebody. */
    void hand(Entry entry, @Nullable Consumer holder, long nowNanos, long timeoutNanos) {
        left(entry);
        entry.holder = holder;
        entry.handedNanos = nowNanos;
        entry.deadlineNanos = nowNanos + timeoutNanos;
        inFlight.put(entry.id(), entry);
    }

    /** Takes an event from whoever has it; {@code null} if nobody has one of that id. */
    @Nullable Entry take(UUID id) {
        return inFlight.remove(id);
    }

    /** An event that was taken from somebody waits again. */
    void again(Entry entry) {
        entry.holder = null;
        enqueue(entry);
    }

    /** An event is settled, or forgotten. */
    void release(Entry entry) {
        bytes -= entry.bytes();
    }

    /** Takes all events from a consumer, in order. */
    List<Entry> takeFrom(Consumer holder) {
        List<Entry> taken = new ArrayList<>();
        inFlight.values().removeIf(entry -> entry.holder == holder && taken.add(entry));
        return taken;
    }

    /** Takes those events whose time is up. */
    List<Entry> takeExpired(long nowNanos) {
        List<Entry> expired = new ArrayList<>();
        for (Entry entry : inFlight.values()) {
            if (entry.deadlineNanos - nowNanos > 0) {
                break;
            }
            expired.add(entry);
        }
        expired.forEach(entry -> inFlight.remove(entry.id()));
        return expired;
    }

    /** Those that are with somebody. */
    Collection<Entry> inFlight() {
        return inFlight.values();
    }

    /** How much memory all of them keep, roughly. */
    long bytes() {
        return bytes;
    }

    boolean isNothingWaiting() {
        return waiting.isEmpty();
    }

    int live() {
        return waitingLive;
    }

    int retries() {
        return waitingRetries;
    }

    int history() {
        return waiting.size() - waitingLive - waitingRetries;
    }

    private void enqueue(Entry entry) {
        waiting.put(entry.sequence, entry);
        count(entry, 1);
    }

    private void left(Entry entry) {
        count(entry, -1);
    }

    private void count(Entry entry, int one) {
        if (entry.retries > 0 || entry.isReplayed()) {
            waitingRetries += one;
        } else if (entry.isLive) {
            waitingLive += one;
        }
    }
}
