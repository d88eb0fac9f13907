package dev.eventstore.server.group;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.eventlog.LogClosedException;
import dev.eventstore.server.stream.ReadStreamResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads parked events, so that they are tried again. One at a time for a group. */
final class Replay {
    private static final Logger logger = LoggerFactory.getLogger(Replay.class);
    private static final int PAGE = 100;

    private final GroupId id;
    private final ParkedStream parked;
    private final Trough trough;

    /** Takes what it finds. */
    interface Trough {
        /** Another event; waits until there is room. */
        void replay(ResolvedEvent event) throws InterruptedException;

        /** All of them were offered, as far as they could be read. */
        void replayed(long end);
    }

    Replay(GroupId id, ParkedStream parked, Trough trough) {
        this.id = id;
        this.parked = parked;
        this.trough = trough;
    }

    /**
     * Begins.
     *
     * @param from the first revision
     * @param end the revision behind the last
     * @return the thread that reads, to be interrupted if the group stops
     */
    Thread start(long from, long end) {
        return Thread.ofVirtual().name("group-replay").start(() -> run(from, end));
    }

    private void run(long from, long end) {
        long next = from;
        try {
            int count = PAGE;
            while (next < end) {
                switch (parked.read(next, (int) Math.min(count, end - next))) {
                    case ReadStreamResult.Page page -> {
                        for (ResolvedEvent event : page.events()) {
                            trough.replay(event);
                        }
                        next = page.next();
                        count = PAGE;
                    }
                    case ReadStreamResult.PageTooLarge(var _, int fits) ->
                            count = Math.max(1, fits);
                    case ReadStreamResult.NoStream _, ReadStreamResult.StreamDeleted _ ->
                            next = end;
                    case ReadStreamResult.AccessDenied denied ->
                            throw new IllegalStateException(
                                    "The node itself was refused: " + denied);
                }
            }
        } catch (LogClosedException stop) {
            logger.debug("{} tries no parked events again: the node stops.", id);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            logger.error("Parked events of {} cannot be read from {} on.", id, next, failure);
        }
        trough.replayed(next);
    }
}
