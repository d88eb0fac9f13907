package dev.eventstore.server.group;

import dev.eventstore.server.event.ResolvedEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parked events of a group, for whoever wants something done with them. Reads them before it
 * takes the lock of the group, under which {@link ParkedWork} decides. Thread-safe.
 */
final class ParkedEvents implements Replay.Trough {
    private final GroupState state;
    private final ParkedStream stream;

    ParkedEvents(GroupState state, ParkedStream stream) {
        this.state = state;
        this.stream = stream;
    }

    /**
     * Tries them again; while that goes on, nothing else is begun.
     *
     * @return why not, if that cannot be
     */
    Optional<String> replay(ParkedChoice choice) {
        long end = stream.end();
        return switch (choice) {
            case ParkedChoice.Only only -> {
                Optional<ResolvedEvent> event = stream.at(only.revision());
                yield takeUp(work -> work.replay(only, end, event));
            }
            case ParkedChoice.Oldest oldest -> {
                state.change(progress -> progress.parked().replay(oldest, end));
                yield Optional.empty();
            }
        };
    }

    /**
     * Forgets them, unless they are being tried again.
     *
     * @return why not, if that cannot be
     */
    Optional<String> truncate(ParkedChoice choice) {
        long end = stream.end();
        return switch (choice) {
            case ParkedChoice.Only only -> takeUp(work -> work.truncate(only, end));
            case ParkedChoice.Oldest oldest -> {
                state.change(progress -> progress.parked().truncate(oldest, end));
                yield Optional.empty();
            }
        };
    }

    /** Does something to one parked event, and what follows of it. */
    private Optional<String> takeUp(Function<ParkedWork, Optional<String>> deed) {
        state.lock.lock();
        try {
            if (state.progress == null || state.ended != null) {
                return Optional.of("The group is being started or stopped, try again.");
            }
            Optional<String> problem = deed.apply(state.progress.parked());
            state.settleUp(state.progress);
            return problem;
        } finally {
            state.lock.unlock();
        }
    }

    @Override
    public void replay(ResolvedEvent event) throws InterruptedException {
        state.lock.lockInterruptibly();
        try {
            Progress progress = state.begun();
            while (!progress.inHand().hasRoomForParked()) {
                state.room.await();
            }
            if (state.ended == null) {
                progress.parked().take(event);
                progress.inHand().distribute(state.now());
            }
        } finally {
            state.lock.unlock();
        }
    }

    @Override
    public void replayed(long end) {
        state.change(progress -> progress.parked().replayed(end));
    }

    /** Which there are. */
    ParkedState state() {
        long end = stream.end();
        state.lock.lock();
        try {
            return state.progress == null
                    ? new ParkedState(end, end, List.of(), false)
                    : state.progress.parked().state(end);
        } finally {
            state.lock.unlock();
        }
    }
}
