package dev.eventstore.server.group;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.subscription.Reached;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a group does with the events that it has parked: which of them are tried again, and which
 * are forgotten. Under the lock of the group.
 */
final class ParkedWork {
    private final GroupId id;
    private final ParkedStream stream;
    private final ParkedPlace place;
    private final Distribution inHand;
    private final Scribe scribe;
    private final Replay.Trough trough;

    /** Reads parked events, the oldest first; {@code null} while nobody does. */
    private @Nullable Thread replay;

    /**
     * @param trough takes the events that are tried again
     */
    ParkedWork(
            GroupId id,
            ParkedStream stream,
            ParkedPlace place,
            Distribution inHand,
            Scribe scribe,
            Replay.Trough trough) {
        this.id = id;
        this.stream = stream;
        this.place = place;
        this.inHand = inHand;
        this.scribe = scribe;
        this.trough = trough;
    }

    /**
     * Begins to try events again, the oldest first, unless that goes on already.
     *
     * @param end the revision behind the newest parked event
     */
    void replay(ParkedChoice.Oldest choice, long end) {
        long from = place.next();
        long until = choice.end(from, end);
        if (replay == null && until > from) {
            replay = new Replay(id, stream, trough).start(from, until);
        }
    }

    /**
     * Tries one event again.
     *
     * @param event what is parked there, if anything is
     * @return why not, if that cannot be
     */
    Optional<String> replay(ParkedChoice.Only choice, long end, Optional<ResolvedEvent> event) {
        Optional<String> problem = problem(choice, end);
        if (problem.isPresent() || event.isEmpty()) {
            return problem.or(() -> Optional.of(choice.revision() + " is not parked."));
        }
        if (!inHand.hasRoomForParked()) {
            return Optional.of("As many as fit are being tried again; settle some first.");
        }
        inHand.addPicked(event.get());
        return Optional.empty();
    }

    /** Forgets events, the oldest first, unless they are being tried again. */
    void truncate(ParkedChoice.Oldest choice, long end) {
        if (replay == null) {
            passed(choice.end(place.next(), end));
        }
    }

    /**
     * Forgets one event.
     *
     * @return why not, if that cannot be
     */
    Optional<String> truncate(ParkedChoice.Only choice, long end) {
        Optional<String> problem = problem(choice, end);
        if (problem.isEmpty()) {
            place.outOfTurn().end(choice.revision());
        }
        return problem;
    }

    /** Why an event cannot be taken up alone. */
    private Optional<String> problem(ParkedChoice.Only choice, long end) {
        if (replay != null) {
            return Optional.of("Parked events are being tried again, wait for the end of that.");
        }
        if (!place.isParked(choice.revision(), end)) {
            return Optional.of(choice.revision() + " is not parked, or not any more.");
        }
        return place.outOfTurn().isFull()
                ? Optional.of("Too many were taken up before older ones; begin with the oldest.")
                : Optional.empty();
    }

    /** Takes the next event that is read to be tried again; there must be room for it. */
    void take(ResolvedEvent event) {
        long revision = event.original().revision().value();
        if (place.outOfTurn().has(revision)) {
            inHand.replayed().passed(new Reached.InStream(revision));
        } else {
            inHand.addParked(event);
        }
        place.passed(revision + 1);
    }

    /** All events up to one were read to be tried again. */
    void replayed(long end) {
        replay = null;
        passed(end);
    }

    private void passed(long end) {
        place.passed(end);
        inHand.replayed().passed(new Reached.InStream(place.next() - 1));
    }

    /** What was tried again with success is not parked any more. */
    void truncateIfDue() {
        if (replay == null && place.skip()) {
            passed(place.next());
        }
        long settled = ((Reached.InStream) inHand.replayed().settled()).revision() + 1;
        ParkedPlace.Trim due = place.due(settled);
        if (due != null) {
            scribe.truncate(due);
        }
    }

    /** The stream was truncated, as it was due. */
    void trimmed() {
        place.trimmed();
    }

    /** Reads no further. */
    void stop() {
        if (replay != null) {
            replay.interrupt();
        }
    }

    boolean isReplaying() {
        return replay != null;
    }

    /** How many events are parked and not taken up. */
    long count(long end) {
        return place.count(end);
    }

    /** Which parked events there are. */
    ParkedState state(long end) {
        return new ParkedState(
                place.next(),
                Math.max(end, place.next()),
                place.outOfTurn().all(place.next()),
                replay != null);
    }
}
