package dev.eventstore.server.group;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Parked events that were taken up alone while older ones stay parked: those that are being tried
 * again, and those that are done with. Known by their revisions in the stream of parked events. Not
 * thread-safe.
 */
final class OutOfTurn {
    /** How many there may be; the stream's metadata hold their numbers. */
    static final int MAX = 1_000;

    private final NavigableSet<Long> underWay = new TreeSet<>();
    private final NavigableSet<Long> done;
    private boolean isChanged;

    /**
     * @param done as it was written down before
     */
    OutOfTurn(List<Long> done) {
        this.done = new TreeSet<>(done);
    }

    boolean isFull() {
        return underWay.size() + done.size() >= MAX;
    }

    boolean has(long revision) {
        return underWay.contains(revision) || done.contains(revision);
    }

    boolean isDone(long revision) {
        return done.contains(revision);
    }

    /** How many there are from a revision on. */
    int from(long revision) {
        return underWay.tailSet(revision).size() + done.tailSet(revision).size();
    }

    /** How many are being tried again. */
    int underWay() {
        return underWay.size();
    }

    /** All of them from a revision on, in order. */
    List<Long> all(long revision) {
        NavigableSet<Long> all = new TreeSet<>(underWay.tailSet(revision, true));
        all.addAll(done.tailSet(revision, true));
        return List.copyOf(all);
    }

    /** One is being tried again. */
    void begin(long revision) {
        underWay.add(revision);
    }

    /** One is settled, parked anew, or dropped. */
    void end(long revision) {
        underWay.remove(revision);
        done.add(revision);
        isChanged = true;
    }

    /** Up to where parked events may be forgotten, if all before a revision are settled. */
    long forgettable(long revision) {
        return underWay.isEmpty() ? revision : Math.min(revision, underWay.first());
    }

    /** Answers whether there is something new to be written down. */
    boolean isChanged() {
        return isChanged;
    }

    /** What is to be written down, when events before a revision are forgotten. */
    List<Long> written(long before) {
        done.headSet(before).clear();
        isChanged = false;
        return new ArrayList<>(done);
    }
}
