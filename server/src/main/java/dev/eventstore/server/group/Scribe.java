package dev.eventstore.server.group;

import dev.eventstore.server.eventlog.LogClosedException;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what a group has to remember, on a thread of its own, so that nobody waits for the
 * disk while the group is locked. What waits for it is bounded: events to be parked are in the
 * hands of the group, and of places there is one at a time.
 */
final class Scribe {
    private static final Logger logger = LoggerFactory.getLogger(Scribe.class);
    private static final int PARKED_AT_ONCE = 100;

    private final GroupId id;
    private final Checkpoints checkpoints;
    private final ParkedStream parked;
    private final Desk desk;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;

    /** Hears what has been done. */
    interface Desk {
        /** Events are put aside. */
        void parked(List<ParkedStream.Parking> parkings);

        /** Events cannot be put aside. */
        void notParked(List<ParkedStream.Parking> parkings);

        /** The place is written. */
        void marked(Reached place);

        /** Parked events are forgotten, as was asked for. */
        void truncated();
    }

    private sealed interface Task {
        record Park(ParkedStream.Parking parking) implements Task {}

        record Mark(Reached place) implements Task {}

        record Truncate(ParkedPlace.Trim trim) implements Task {}

        record Finish() implements Task {}
    }

    Scribe(GroupId id, Checkpoints checkpoints, ParkedStream parked, Desk desk) {
        this.id = id;
        this.checkpoints = checkpoints;
        this.parked = parked;
        this.desk = desk;
        this.thread = Thread.ofVirtual().name("group-scribe").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    void park(ParkedStream.Parking parking) {
        tasks.add(new Task.Park(parking));
    }

    void mark(Reached place) {
        tasks.add(new Task.Mark(place));
    }

    void truncate(ParkedPlace.Trim trim) {
        tasks.add(new Task.Truncate(trim));
    }

    /** Writes what is left to be written, and ends. */
    void finish() {
        tasks.add(new Task.Finish());
    }

    /** Waits for the end, though not for ever. */
    void join(Duration patience) throws InterruptedException {
        if (!thread.join(patience)) {
            logger.warn("What {} has settled last cannot be written in time.", id);
        }
    }

    private void work() {
        try {
            while (true) {
                switch (tasks.take()) {
                    case Task.Park(var first) -> park(first, new ArrayList<>());
                    case Task.Mark(Reached place) -> {
                        checkpoints.write(place);
                        desk.marked(place);
                    }
                    case Task.Truncate(ParkedPlace.Trim trim) -> {
                        parked.trim(trim);
                        desk.truncated();
                    }
                    case Task.Finish _ -> {
                        return;
                    }
                }
            }
        } catch (LogClosedException stop) {
            logger.debug("{} writes no more: the node stops.", id);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            logger.error("{} cannot write any more.", id, failure);
        }
    }

    private void park(ParkedStream.Parking first, List<ParkedStream.Parking> parkings) {
        parkings.add(first);
        while (parkings.size() < PARKED_AT_ONCE && tasks.peek() instanceof Task.Park(var another)) {
            tasks.remove();
            parkings.add(another);
        }
        if (parked.park(parkings)) {
            desk.parked(parkings);
        } else {
            desk.notParked(parkings);
        }
    }
}
