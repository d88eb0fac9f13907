package dev.eventstore.server.group;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.concurrent.locks.Condition;

/** Takes in what the feed of a group finds, as much as there is room for. Thread-safe. */
final class Intake implements Feed.Trough {
    private final GroupState state;
    private final Runnable failure;

    /** It has read all that there was, or as much as it may hold; or it has ended. */
    private final Condition filled;

    private boolean isFilled;

    /** Whether the feed has come to the end of what there was. */
    private boolean isFollowing;

    /**
     * @param failure what to do if the feed cannot go on
     */
    Intake(GroupState state, Runnable failure) {
        this.state = state;
        this.failure = failure;
        this.filled = state.lock.newCondition();
    }

    @Override
    public void begun(Reached place) {
        state.change(_ -> {});
    }

    @Override
    public void offer(ResolvedEvent event, Reached place) throws InterruptedException {
        state.lock.lockInterruptibly();
        try {
            Progress progress = state.begun();
            Distribution inHand = progress.inHand();
            if (!inHand.hasRoom()) {
                state.settleUp(progress);
            }
            while (!inHand.hasRoom()) {
                inHand.live(false);
                fill();
                state.room.await();
            }
            if (state.ended == null) {
                inHand.add(event, place);
            }
        } finally {
            state.lock.unlock();
        }
    }

    @Override
    public void passed(Reached place) {
        state.change(progress -> progress.inHand().source().passed(place));
    }

    @Override
    public void offered() {
        state.change(progress -> progress.inHand().live(isFollowing));
    }

    @Override
    public void live(boolean isLive) {
        state.change(progress -> {
            isFollowing = isLive;
            progress.inHand().live(isLive);
            if (isLive) {
                fill();
            }
        });
    }

    @Override
    public void failed() {
        failure.run();
    }

    /** Nobody is to wait any more; the lock is held. */
    void end() {
        state.room.signalAll();
        fill();
    }

    private void fill() {
        isFilled = true;
        filled.signalAll();
    }

    /** Waits until it has something in hand, if there is something; not for ever. */
    void awaitFilled(Duration patience) throws InterruptedException {
        state.lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!isFilled && left > 0) {
                left = filled.awaitNanos(left);
            }
        } finally {
            state.lock.unlock();
        }
    }
}
