package dev.eventstore.server.group;

import dev.eventstore.server.subscription.Reached;

/**
 * How far a group is that knows where it begins. Under the lock of the group.
 *
 * @param inHand its events
 * @param marking when its place is written
 * @param parked its parked events
 * @param scribe writes
 */
record Progress(Distribution inHand, Marking marking, ParkedWork parked, Scribe scribe) {
    /** Hands out what can be handed out, and has written what is due. */
    void settleUp(long nowNanos) {
        inHand.distribute(nowNanos);
        Reached due = marking.due(nowNanos);
        if (due != null) {
            scribe.mark(due);
        }
        parked.truncateIfDue();
    }

    /** Has written what is left to be written. */
    void end(long nowNanos) {
        parked.stop();
        Reached last = marking.last(nowNanos);
        if (last != null) {
            scribe.mark(last);
        }
        parked.truncateIfDue();
    }
}
