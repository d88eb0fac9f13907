package dev.eventstore.server.group;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the threads of a group share, and the lock around it. */
final class GroupState {
    private final GroupId id;
    private final LongSupplier nanos;

    /** Held by whoever looks at anything below. */
    final ReentrantLock lock = new ReentrantLock();

    /** There is room for events. */
    final Condition room = lock.newCondition();

    /** {@code null} until it is known where the group begins. */
    @Nullable Progress progress;

    /** Why the group has ended; {@code null} if it has not. */
    @Nullable DropReason ended;

    /**
     * @param nanos a clock that only goes forward
     */
    GroupState(GroupId id, LongSupplier nanos) {
        this.id = id;
        this.nanos = nanos;
    }

    long now() {
        return nanos.getAsLong();
    }

    /** Something that happens to a group. */
    @FunctionalInterface
    interface Change {
        void make(Progress progress);
    }

    /** Changes something, if the group has begun and not ended, and does what follows. */
    void change(Change change) {
        lock.lock();
        try {
            if (progress != null && ended == null) {
                change.make(progress);
                settleUp(progress);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does what follows from a change; the lock is held. */
    void settleUp(Progress changed) {
        changed.settleUp(now());
        if (changed.inHand().hasRoom() || changed.inHand().hasRoomForParked()) {
            room.signalAll();
        }
    }

    /** What there is once the group has begun; the lock is held. */
    Progress begun() {
        if (progress == null) {
            throw new IllegalStateException(id + " has not begun.");
        }
        return progress;
    }
}
