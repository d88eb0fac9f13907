package dev.eventstore.server.group;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.subscription.Reached;
import org.jspecify.annotations.Nullable;

/** Decides when the place of a group is written. Not thread-safe. */
final class Marking {
    /** So far may a group with a filter fall behind what it has looked at. */
    private static final long PASSED_MAX = 10_000;

    private final GroupSettings.Checkpointing rule;
    private final Row row;
    private @Nullable Reached written;
    private Reached asked;
    private long askedSequence;
    private long askedNanos;
    private boolean isBeingWritten;

    /**
     * @param row whose place it is
     * @param written what is on disk; {@code null} if nothing is
     */
    Marking(GroupSettings.Checkpointing rule, Row row, @Nullable Reached written, long nowNanos) {
        this.rule = rule;
        this.row = row;
        this.written = written;
        this.asked = row.read();
        this.askedSequence = row.settledSequence();
        this.askedNanos = nowNanos;
    }

    /** The place on disk; {@code null} if there is none. */
    @Nullable Reached written() {
        return written;
    }

    /** Answers with the place if it is to be written now; whoever asks has to do it. */
    @Nullable Reached due(long nowNanos) {
        if (isBeingWritten) {
            return null;
        }
        Reached settled = row.settled();
        if (settled.equals(asked)) {
            return null;
        }
        long count = row.settledSequence() - askedSequence;
        boolean isTime = nowNanos - askedNanos >= rule.after().toNanos();
        boolean isDue =
                count >= rule.maxCount()
                        || (isTime && count > 0 && count >= rule.minCount())
                        || (isTime && passed(settled) >= PASSED_MAX);
        return isDue ? ask(settled, nowNanos) : null;
    }

    /** The place, if it is not the one that was written last. */
    @Nullable Reached last(long nowNanos) {
        Reached settled = row.settled();
        return settled.equals(asked) ? null : ask(settled, nowNanos);
    }

    void done(Reached place) {
        written = place;
        isBeingWritten = false;
    }

    private Reached ask(Reached place, long nowNanos) {
        asked = place;
        askedSequence = row.settledSequence();
        askedNanos = nowNanos;
        isBeingWritten = true;
        return place;
    }

    private long passed(Reached settled) {
        return settled instanceof Reached.InAll(Position now)
                        && asked instanceof Reached.InAll(Position then)
                ? now.value() - then.value()
                : 0;
    }
}
