package dev.eventstore.server.group;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.subscription.Reached;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws the info of a group, under its lock.
 *
 * @param head the newest event that there is for the group
 * @param parkedEnd the revision behind the newest parked event
 */
record Portrait(Catalog.Listed group, Progress progress, Reached head, long parkedEnd) {
    /** A group that does not know yet where it begins. */
    static GroupInfo ofUnready(Catalog.Listed group) {
        return new GroupInfo(
                group.id(),
                group.settings(),
                List.of("NotReady"),
                List.of(),
                new GroupInfo.Rate(0, 0, 0),
                null,
                null,
                new GroupInfo.Counts(0, 0, 0, 0, 0, 0));
    }

    /**
     * @param nowNanos on the clock of the group
     */
    GroupInfo info(long nowNanos) {
        Distribution inHand = progress.inHand();
        List<String> status = new ArrayList<>();
        if (!inHand.isLive()) {
            status.add("Behind");
        }
        if (progress.parked().isReplaying()) {
            status.add("ReplayingParkedMessages");
        }
        if (inHand.isLive()) {
            status.add("Live");
        }
        Backlog backlog = inHand.backlog();
        int inFlight = inHand.consumers().stream().mapToInt(Consumer::inFlight).sum();
        return new GroupInfo(
                group.id(),
                group.settings(),
                status,
                inHand.consumers().stream().map(consumer -> consumer.info(nowNanos)).toList(),
                inHand.rate(nowNanos),
                progress.marking().written(),
                lastKnown(),
                new GroupInfo.Counts(
                        backlog.history(),
                        backlog.live(),
                        backlog.retries(),
                        inFlight,
                        backlog.inFlight().size(),
                        progress.parked().count(parkedEnd)));
    }

    /** The same in figures. */
    GroupFigures figures(Instant now) {
        Distribution inHand = progress.inHand();
        Backlog backlog = inHand.backlog();
        return new GroupFigures(
                now,
                distance(inHand.source().settled(), head),
                backlog.history() + backlog.live() + backlog.retries(),
                backlog.inFlight().size(),
                progress.parked().count(parkedEnd),
                inHand.handedOut(),
                inHand.consumers().size());
    }

    private static long distance(Reached from, Reached to) {
        long distance =
                switch (from) {
                    case Reached.InStream(long at) ->
                            to instanceof Reached.InStream(long end) ? end - at : 0;
                    case Reached.InAll(Position at) ->
                            to instanceof Reached.InAll(Position end)
                                    ? end.value() - at.value()
                                    : 0;
                };
        return Math.max(0, distance);
    }

    /** What it has read; while it is behind, it knows that there is more. */
    private @Nullable Reached lastKnown() {
        Distribution inHand = progress.inHand();
        Reached read = inHand.source().read();
        if (!inHand.isLive() && isBehind(read)) {
            return head;
        }
        return inHand.source().isTouched() ? read : progress.marking().written();
    }

    private boolean isBehind(Reached read) {
        return switch (read) {
            case Reached.InStream(long at) ->
                    head instanceof Reached.InStream(long end) && at < end;
            case Reached.InAll(Position at) ->
                    head instanceof Reached.InAll(Position end) && at.compareTo(end) < 0;
        };
    }
}
