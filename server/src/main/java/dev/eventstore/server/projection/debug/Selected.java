package dev.eventstore.server.projection.debug;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.EventFilter.Subject;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The events that a definition selects, one after the other, from any place on. It reads as a
 * projection does, but with the rights of a caller, and comes to an end. Where a category has no
 * index, because no projection makes one, its events are found in the log by their streams. One
 * thread at a time, but anybody may ask how far it is.
 */
final class Selected {
    private static final int PAGE = 256;

    /** How many events are looked at before it is told that nothing was found among them. */
    private static final int WINDOW = 8_192;

    private static final String CATEGORY = "$ce-";
    private static final char SEPARATOR = '-';

    private final StreamOperations streams;
    private final Source source;
    private final Way way;
    private final Deque<ResolvedEvent> page = new ArrayDeque<>();
    private int count = PAGE;
    private long next;
    private volatile long passed;
    private boolean isEnd;

    /** How the events are read. */
    private sealed interface Way {
        /** One stream; places are its revisions. */
        record Stream(StreamName name) implements Way {}

        /** Some of everything; places are positions. */
        record Log(EventFilter filter, boolean resolveLinks) implements Way {}
    }

    /** What came next. */
    sealed interface Next {
        /** An event, and where it was found. */
        record Event(SourceEvent event, long place) implements Next {}

        /** Nothing so far; it goes on. */
        record Nothing() implements Next {}

        /** There is no more. */
        record End() implements Next {}

        /** The caller may not read it. */
        record AccessDenied(StreamName stream) implements Next {}
    }

    Selected(StreamOperations streams, Source source, OptionalLong from) {
        this.streams = streams;
        this.source = source;
        this.way = way(streams, source);
        goTo(from.orElse(0));
    }

    /** Goes on with the first event at a place or behind it. */
    void goTo(long place) {
        page.clear();
        next = place;
        passed = place - 1;
        isEnd = false;
    }

    Next next() {
        while (!page.isEmpty()) {
            ResolvedEvent found = page.removeFirst();
            passed = place(found.original());
            RecordedEvent event = found.event();
            if (event != null && isWanted(event)) {
                return new Next.Event(new SourceEvent(event, found.link()), passed);
            }
        }
        if (isEnd) {
            passed = Math.max(passed, next - 1);
            return new Next.End();
        }
        return switch (way) {
            case Way.Stream(StreamName name) -> readStream(name);
            case Way.Log(EventFilter filter, boolean resolves) -> readLog(filter, resolves);
        };
    }

    /** The last place that was looked at, before the first one if there was none. */
    long passed() {
        return passed;
    }

    /** The last place that there is. */
    long head() {
        return switch (way) {
            case Way.Log _ -> streams.head().value();
            case Way.Stream(StreamName name) ->
                    streams.readEvent(new ReadEvent(name, ReadEvent.NEWEST, false))
                                    instanceof ReadEventResult.Found found
                            ? found.event().original().revision().value()
                            : -1;
        };
    }

    /** Answers whether places are revisions of a stream; otherwise they are positions. */
    boolean isStream() {
        return way instanceof Way.Stream;
    }

    /** Answers whether categories are read without their index. */
    boolean isWithoutIndex() {
        return way instanceof Way.Log(EventFilter.ByPrefix _, boolean _);
    }

    private long place(RecordedEvent original) {
        return isStream() ? original.revision().value() : original.position().value();
    }

    private boolean isWanted(RecordedEvent event) {
        boolean isLink = event.type().equals(SystemEventTypes.LINK);
        return source.wants(event.type()) && (!isLink || source.includesLinks());
    }

    private Next readStream(StreamName name) {
        Revision from = Revision.of(next);
        return switch (streams.readStream(
                new ReadStream(name, from, count, Direction.FORWARD, true))) {
            case ReadStreamResult.Page read -> {
                take(read.events(), read.next(), read.isEnd());
                yield new Next.Nothing();
            }
            case ReadStreamResult.NoStream _, ReadStreamResult.StreamDeleted _ -> {
                isEnd = true;
                yield new Next.End();
            }
            case ReadStreamResult.AccessDenied denied -> new Next.AccessDenied(denied.stream());
            case ReadStreamResult.PageTooLarge tooLarge -> smaller(tooLarge.fits());
        };
    }

    private Next readLog(EventFilter filter, boolean resolves) {
        Position from = Position.of(next);
        return switch (streams.readAll(
                new ReadAll(from, count, Direction.FORWARD, resolves, filter, WINDOW))) {
            case ReadAllResult.Page read -> {
                take(read.events(), read.next().value(), read.isEnd());
                yield new Next.Nothing();
            }
            case ReadAllResult.AccessDenied _ -> new Next.AccessDenied(SystemStreams.ALL);
            case ReadAllResult.PageTooLarge(int fits) -> smaller(fits);
        };
    }

    private Next smaller(int fits) {
        count = Math.max(1, fits - 1);
        return new Next.Nothing();
    }

    private void take(List<ResolvedEvent> events, long behind, boolean isLast) {
        page.addAll(events);
        next = behind;
        isEnd = isLast;
        count = PAGE;
    }

    private static Way way(StreamOperations streams, Source source) {
        if (source.allStreams()) {
            return new Way.Log(EventFilter.Applications.APPLICATIONS, false);
        }
        List<String> names = source.names();
        List<String> categories =
                names.stream()
                        .filter(name -> name.startsWith(CATEGORY))
                        .map(name -> name.substring(CATEGORY.length()) + SEPARATOR)
                        .toList();
        if (categories.size() == names.size()
                && names.stream().noneMatch(name -> isThere(streams, name))) {
            return new Way.Log(new EventFilter.ByPrefix(Subject.STREAM_NAME, categories), false);
        }
        return names.size() == 1
                ? new Way.Stream(StreamName.of(names.getFirst()))
                : new Way.Log(named(names), true);
    }

    /** Whoever may not see that is refused when it is read. */
    private static boolean isThere(StreamOperations streams, String name) {
        ReadEvent newest = new ReadEvent(StreamName.of(name), ReadEvent.NEWEST, false);
        return !(streams.readEvent(newest) instanceof ReadEventResult.NoStream);
    }

    private static EventFilter named(List<String> names) {
        String any = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return new EventFilter.ByRegex(Subject.STREAM_NAME, Pattern.compile("^(?:" + any + ")$"));
    }
}
