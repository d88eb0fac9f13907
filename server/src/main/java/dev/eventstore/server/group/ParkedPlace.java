package dev.eventstore.server.group;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a group has gone through its parked events. Not thread-safe. */
final class ParkedPlace {
    private final OutOfTurn outOfTurn;

    /** Where the next replay begins, and what is forgotten on disk. */
    private long next;

    private long truncated;
    private boolean isTruncating;

    /**
     * @param first the revision of the first parked event
     */
    ParkedPlace(long first, OutOfTurn outOfTurn) {
        this.next = first;
        this.truncated = first;
        this.outOfTurn = outOfTurn;
    }

    OutOfTurn outOfTurn() {
        return outOfTurn;
    }

    /** Where the next replay begins. */
    long next() {
        return next;
    }

    /** All before a revision was taken up. */
    void passed(long revision) {
        next = Math.max(next, revision);
    }

    /** Steps over what was done with before its turn; answers whether there was something. */
    boolean skip() {
        long before = next;
        while (outOfTurn.isDone(next)) {
            next++;
        }
        return next > before;
    }

    /** Answers whether an event is parked and nobody tries it again. */
    boolean isParked(long revision, long end) {
        return revision >= next && revision < end && !outOfTurn.has(revision);
    }

    /** How many events are parked. */
    long count(long end) {
        return Math.max(0, end - next - outOfTurn.from(next));
    }

    /**
     * What is to be written down.
     *
     * @param before revisions below this are forgotten
     * @param done what is done with behind that
     */
    record Trim(long before, List<Long> done) {}

    /**
     * What is to be written down now; {@code null} if nothing is, or that goes on already.
     *
     * @param settled all before this revision is settled
     */
    @Nullable Trim due(long settled) {
        long before = Math.max(truncated, outOfTurn.forgettable(settled));
        if (isTruncating || (before == truncated && !outOfTurn.isChanged())) {
            return null;
        }
        isTruncating = true;
        truncated = before;
        return new Trim(before, outOfTurn.written(before));
    }

    /** It is written down. */
    void trimmed() {
        isTruncating = false;
    }
}
