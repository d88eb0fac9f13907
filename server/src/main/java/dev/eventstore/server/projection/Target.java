package dev.eventstore.server.projection;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Revision;
import org.jspecify.annotations.Nullable;

/** A stream that a projection writes to: its head, and what is written. One thread at a time. */
final class Target {
    private long head;
    private Place written;

    /** What the metadata of the stream have to say once something is written. */
    private @Nullable Payload metadata;

    private boolean isGone;

    /**
     * @param head the last revision, −1 if there is none
     * @param written what came from here or before is written already
     * @param metadata to be written first, {@code null} for none
     */
    Target(long head, Place written, @Nullable Payload metadata) {
        this.head = head;
        this.written = written;
        this.metadata = metadata;
    }

    /** A stream that takes nothing any more. */
    static Target gone() {
        Target target = new Target(-1, Place.START, null);
        target.isGone = true;
        return target;
    }

    boolean isGone() {
        return isGone;
    }

    void goAway() {
        isGone = true;
    }

    /** Answers whether what comes from a place has still to be written. */
    boolean lacks(Place place) {
        return !isGone && !written.covers(place);
    }

    /** Answers whether the stream has no events yet. */
    boolean isNew() {
        return head < 0;
    }

    /** The last revision, −1 if there is none. */
    long head() {
        return head;
    }

    ExpectedVersion expected() {
        return head < 0
                ? ExpectedVersion.Belief.NO_STREAM
                : new ExpectedVersion.Exactly(Revision.of(head));
    }

    @Nullable Payload metadata() {
        return metadata;
    }

    void forgetMetadata() {
        metadata = null;
    }

    /** Something was written. */
    void moved(long newHead, Place newWritten) {
        head = newHead;
        written = newWritten;
        metadata = null;
    }
}
