package dev.eventstore.server.projection;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.subscription.Start;
import dev.eventstore.server.subscription.SubscribeResult;
import dev.eventstore.server.subscription.ToAll;
import dev.eventstore.server.subscription.ToStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a projection reads what it selects: everything, one stream, or some of everything. */
final class Reading {
    /** How often a run hears of events that are not for it. */
    private static final int TOLD_EVERY = 4_096;

    private final Source source;
    private final Outside outside;
    private final Caller caller;

    Reading(Source source, Outside outside) {
        this(source, outside, Caller.SYSTEM);
    }

    /**
     * @param caller whose rights count
     */
    Reading(Source source, Outside outside, Caller caller) {
        this.source = source;
        this.outside = outside;
        this.caller = caller;
    }

    /** The place before everything. */
    Place start() {
        if (source.allStreams()) {
            return Place.START;
        }
        Map<String, Long> none = new HashMap<>();
        source.names().forEach(name -> none.put(name, -1L));
        return Place.in(none);
    }

    /** Opens a subscription behind a place. */
    SubscribeResult open(Place begin) {
        List<String> names = source.names();
        if (!source.allStreams() && names.size() == 1) {
            long seen = begin.revision(names.getFirst());
            Start start =
                    seen < 0 ? Start.Edge.BEGINNING : new Start.BehindRevision(Revision.of(seen));
            return outside.subscriptions()
                    .toStream(caller, new ToStream(StreamName.of(names.getFirst()), start, true));
        }
        Position behind = source.allStreams() ? begin.position() : before(begin);
        EventFilter filter =
                source.allStreams() ? EventFilter.Applications.APPLICATIONS : named(names);
        return outside.subscriptions()
                .toAll(
                        caller,
                        new ToAll(
                                new Start.BehindPosition(behind),
                                !source.allStreams(),
                                filter,
                                TOLD_EVERY));
    }

    /** The place at an event that was found, after another. */
    Place at(Place before, RecordedEvent original) {
        if (source.allStreams()) {
            return new Place(original.position());
        }
        Map<String, Long> revisions = new HashMap<>(before.revisions());
        revisions.put(original.stream().value(), original.revision().value());
        return Place.in(revisions);
    }

    /** Answers whether an event of some streams had been seen before the reading began. */
    boolean isSeen(Place before, RecordedEvent original) {
        return !source.allStreams()
                && original.revision().value() <= before.revision(original.stream().value());
    }

    /** A position before which there is nothing new in any of the streams. */
    private Position before(Place begin) {
        Position first = outside.streams().head();
        for (Map.Entry<String, Long> each : begin.revisions().entrySet()) {
            if (each.getValue() < 0) {
                return Position.START;
            }
            // From the last that was seen on; it is recognised and passed by.
            ReadEvent last = new ReadEvent(StreamName.of(each.getKey()), each.getValue(), false);
            if (!(outside.streams().readEvent(last) instanceof ReadEventResult.Found found)) {
                return Position.START;
            }
            Position position = found.event().original().position();
            first = position.compareTo(first) < 0 ? position : first;
        }
        return first;
    }

    private static EventFilter named(List<String> names) {
        String any = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return new EventFilter.ByRegex(
                EventFilter.Subject.STREAM_NAME, Pattern.compile("^(?:" + any + ")$"));
    }
}
