package dev.eventstore.server.eventlog.index;

import java.util.Arrays;

/** A growing list of entries, oldest first, without a box for each. One thread at a time. */
public final class EntryList {
    private long[] revisions = new long[32];
    private long[] positions = new long[32];
    private int size;

    void add(long revision, long position) {
        if (size == revisions.length) {
            revisions = Arrays.copyOf(revisions, size * 2);
            positions = Arrays.copyOf(positions, size * 2);
        }
        revisions[size] = revision;
        positions[size] = position;
        size++;
    }

    /** Appends all of another list. */
    void addAll(EntryList other) {
        for (int i = 0; i < other.size; i++) {
            add(other.revisions[i], other.positions[i]);
        }
    }

    /** How many entries there are. */
    public int size() {
        return size;
    }

    /** Revision of the i-th entry. */
    public long revision(int i) {
        return revisions[i];
    }

    /** Position of the i-th entry. */
    public long position(int i) {
        return positions[i];
    }
}
