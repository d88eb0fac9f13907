package dev.eventstore.server.stats;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.stats.ObservedStreams.Words;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.CheckedAppend;
import dev.eventstore.server.stream.CheckedAppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.MultiAppendResult;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import java.util.List;

/** Puts requests and their results into a few words each. */
final class CallTexts {
    private static final String DENIED = "access denied";
    private static final String DELETED = "stream deleted";
    private static final String TOO_LARGE = "page too large";

    private CallTexts() {}

    static Words append(Append append, AppendResult result) {
        return new Words(
                "append",
                append.stream().value(),
                "expected " + text(append.expected()),
                text(result),
                !(result instanceof AppendResult.Appended),
                append.events().size());
    }

    static Words appendToMany(List<Append> appends, MultiAppendResult result) {
        int events = appends.stream().mapToInt(append -> append.events().size()).sum();
        String first = appends.getFirst().stream().value();
        return switch (result) {
            case MultiAppendResult.Appended _ ->
                    new Words("append", first, appends.size() + " streams", "done", false, events);
            case MultiAppendResult.Refused(int part, AppendResult reason) ->
                    new Words(
                            "append",
                            appends.get(part).stream().value(),
                            appends.size() + " streams",
                            text(reason),
                            true,
                            events);
        };
    }

    static Words appendChecked(CheckedAppend append, CheckedAppendResult result) {
        String text =
                switch (result) {
                    case CheckedAppendResult.Appended _ -> "done";
                    case CheckedAppendResult.Violated violated ->
                            violated.violations().size() + " checks failed";
                    case CheckedAppendResult.Refused(AppendResult reason) -> text(reason);
                };
        return new Words(
                "append",
                append.records().getFirst().stream().value(),
                append.checks().size() + " checks",
                text,
                !(result instanceof CheckedAppendResult.Appended),
                append.records().size());
    }

    static Words delete(Delete delete, DeleteResult result) {
        String text =
                switch (result) {
                    case DeleteResult.Deleted _ -> "done";
                    case DeleteResult.WrongExpectedVersion wrong -> wrongVersion(wrong.head());
                    case DeleteResult.StreamDeleted _ -> DELETED;
                    case DeleteResult.AccessDenied _ -> DENIED;
                };
        return new Words(
                delete.forGood() ? "tombstone" : "delete",
                delete.stream().value(),
                "expected " + text(delete.expected()),
                text,
                !(result instanceof DeleteResult.Deleted),
                0);
    }

    static Words readStream(ReadStream read, ReadStreamResult result) {
        String from = read.from().equals(Revision.MAX) ? "the newest" : read.from().toString();
        String request = read.count() + way(read.direction()) + from;
        int events = result instanceof ReadStreamResult.Page page ? page.events().size() : 0;
        String text =
                switch (result) {
                    case ReadStreamResult.Page _ -> events(events);
                    case ReadStreamResult.NoStream _ -> "no stream";
                    case ReadStreamResult.StreamDeleted _ -> DELETED;
                    case ReadStreamResult.AccessDenied _ -> DENIED;
                    case ReadStreamResult.PageTooLarge _ -> TOO_LARGE;
                };
        boolean failed = !(result instanceof ReadStreamResult.Page);
        return new Words("read", read.stream().value(), request, text, failed, events);
    }

    static Words readEvent(ReadEvent read, ReadEventResult result) {
        String text =
                switch (result) {
                    case ReadEventResult.Found _ -> events(1);
                    case ReadEventResult.NotFound _ -> "not found";
                    case ReadEventResult.NoStream _ -> "no stream";
                    case ReadEventResult.StreamDeleted _ -> DELETED;
                    case ReadEventResult.AccessDenied _ -> DENIED;
                };
        boolean found = result instanceof ReadEventResult.Found;
        String which =
                read.revision() == ReadEvent.NEWEST ? "the newest" : "event " + read.revision();
        return new Words("read", read.stream().value(), which, text, !found, found ? 1 : 0);
    }

    static Words readAll(ReadAll read, ReadAllResult result) {
        String from = read.from().equals(Position.END) ? "the newest" : read.from().toString();
        String filter = read.filter() == EventFilter.Everything.EVERYTHING ? "" : ", filtered";
        String request = read.count() + way(read.direction()) + from + filter;
        return switch (result) {
            case ReadAllResult.Page page -> {
                int events = page.events().size();
                yield Words.ofAll(request, events(events), false, events);
            }
            case ReadAllResult.AccessDenied _ -> Words.ofAll(request, DENIED, true, 0);
            case ReadAllResult.PageTooLarge _ -> Words.ofAll(request, TOO_LARGE, true, 0);
        };
    }

    private static String text(AppendResult result) {
        return switch (result) {
            case AppendResult.Appended appended when appended.repeat() ->
                    "repeat of revision " + appended.last();
            case AppendResult.Appended appended -> "revision " + appended.last();
            case AppendResult.WrongExpectedVersion wrong -> wrongVersion(wrong.head());
            case AppendResult.StreamDeleted _ -> DELETED;
            case AppendResult.EventTooLarge _ -> "event too large";
            case AppendResult.AccessDenied _ -> DENIED;
        };
    }

    private static String wrongVersion(long head) {
        return "wrong expected version, is at " + head;
    }

    private static String text(ExpectedVersion expected) {
        return switch (expected) {
            case ExpectedVersion.Belief.ANY -> "any";
            case ExpectedVersion.Belief.NO_STREAM -> "no stream";
            case ExpectedVersion.Belief.STREAM_EXISTS -> "stream exists";
            case ExpectedVersion.Exactly(Revision revision) -> revision.toString();
        };
    }

    private static String way(Direction direction) {
        return direction == Direction.FORWARD ? " forward from " : " backward from ";
    }

    private static String events(int count) {
        return count == 1 ? "1 event" : count + " events";
    }
}
