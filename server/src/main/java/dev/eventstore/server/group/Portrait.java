package dev.eventstore.server.group;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.subscription.Reached;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the info of a group, under its lock. */
record Portrait(Catalog.Listed group, Distribution inHand, Marking marking) {
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
     * @param head the newest event that there is for the group
     * @param parked how many events are put aside
     */
    GroupInfo info(Reached head, long parked, boolean isReplaying, long nowNanos) {
        List<String> status = new ArrayList<>();
        if (!inHand.isLive()) {
            status.add("Behind");
        }
        if (isReplaying) {
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
                marking.written(),
                lastKnown(head),
                new GroupInfo.Counts(
                        backlog.history(),
                        backlog.live(),
                        backlog.retries(),
                        inFlight,
                        backlog.inFlight().size(),
                        parked));
    }

    /**
     * The same in figures.
     *
     * @param head the newest event that there is for the group
     */
    GroupFigures figures(Reached head, long parked, Instant now) {
        Backlog backlog = inHand.backlog();
        return new GroupFigures(
                now,
                distance(inHand.source().settled(), head),
                backlog.history() + backlog.live() + backlog.retries(),
                backlog.inFlight().size(),
                parked,
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
    private @Nullable Reached lastKnown(Reached head) {
        Reached read = inHand.source().read();
        if (!inHand.isLive() && isBehind(read, head)) {
            return head;
        }
        return inHand.source().isTouched() ? read : marking.written();
    }

    private static boolean isBehind(Reached read, Reached head) {
        return switch (read) {
            case Reached.InStream(long at) ->
                    head instanceof Reached.InStream(long end) && at < end;
            case Reached.InAll(Position at) ->
                    head instanceof Reached.InAll(Position end) && at.compareTo(end) < 0;
        };
    }
}
