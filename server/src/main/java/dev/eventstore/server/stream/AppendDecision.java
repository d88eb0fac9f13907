package dev.eventstore.server.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.ExpectedVersion.Exactly;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.LogTransaction;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether an append may go on, is a repeat, or is refused, as Event Store 5 decides it and the
 * recordings show. Writer thread only.
 */
final class AppendDecision {
    private final LogTransaction log;
    private final RecentIds recentIds;
    private final WriterMetadata metadata;

    /** What is to be done. */
    sealed interface Verdict {
        /** Append behind the last event. */
        enum Go implements Verdict {
            /** The stream is an ordinary one. */
            ON,
            /** The stream was softly deleted and comes back. */
            AND_RECREATE
        }

        /** Nothing is to be written; this is the answer. */
        record Answer(AppendResult result) implements Verdict {}
    }

    AppendDecision(LogTransaction log, RecentIds recentIds, WriterMetadata metadata) {
        this.log = log;
        this.recentIds = recentIds;
        this.metadata = metadata;
    }

    Verdict decide(Append append) {
        StreamName stream = append.stream();
        long head = log.lastRevision(stream);
        if (head == LogTransaction.TOMBSTONE_REVISION || (head < 0 && isOfTombstone(stream))) {
            return new Verdict.Answer(new AppendResult.StreamDeleted(stream));
        }
        boolean isSoftDeleted = !stream.isMetastream() && metadata.of(log, stream).isSoftDeleted();
        Verdict.Go go = isSoftDeleted ? Verdict.Go.AND_RECREATE : Verdict.Go.ON;
        return switch (append.expected()) {
            case Belief.ANY -> byIds(append, head, go);
            case Belief.STREAM_EXISTS -> {
                if (isSoftDeleted) {
                    yield new Verdict.Answer(new AppendResult.StreamDeleted(stream));
                }
                boolean exists = head >= 0 || log.lastRevision(stream.metastream()) >= 0;
                yield exists ? byIds(append, head, go) : wrong(append, head);
            }
            case Belief.NO_STREAM -> fromTheStart(append, head, go, isSoftDeleted);
            case Exactly(var revision) -> behind(append, head, revision.value(), go);
        };
    }

    /**
     * A stream that is deleted for good takes no metadata either, unless it had some: those can
     * still be replaced, as in the original, though nobody can read them.
     */
    private boolean isOfTombstone(StreamName stream) {
        return stream.isMetastream()
                && log.lastRevision(stream.original()) == LogTransaction.TOMBSTONE_REVISION;
    }

    /** Without a revision to start from, the ids alone tell a repeat. */
    private Verdict byIds(Append append, long head, Verdict.Go go) {
        List<NewEvent> events = append.events();
        if (events.isEmpty()) {
            return go;
        }
        OptionalLong known = recentIds.find(append.stream(), events.getFirst().id());
        if (known.isEmpty()) {
            return go;
        }
        return isOneEvent(events)
                ? repeatOfOne(append, known.getAsLong(), head)
                : repeatAt(append, known.getAsLong(), head);
    }

    private static boolean isOneEvent(List<NewEvent> events) {
        UUID id = events.getFirst().id();
        return events.stream().allMatch(event -> event.id().equals(id));
    }

    /** The same id several times names the first event that has it, and that one alone. */
    private Verdict repeatOfOne(Append append, long revision, long head) {
        RecordedEvent stored = stored(append.stream(), revision);
        return stored == null
                ? wrong(append, head)
                : new Verdict.Answer(
                        new AppendResult.Appended(revision, revision, stored.position(), true));
    }

    private Verdict behind(Append append, long head, long expected, Verdict.Go go) {
        if (expected == head) {
            return go;
        }
        boolean isRepeat =
                expected < head
                        && !append.events().isEmpty()
                        && isAt(append.stream(), expected + 1, append.events().getFirst());
        return isRepeat ? repeatAt(append, expected + 1, head) : wrong(append, head);
    }

    private Verdict fromTheStart(Append append, long head, Verdict.Go go, boolean mayRecreate) {
        if (head < 0) {
            return go;
        }
        if (append.events().isEmpty()) {
            return mayRecreate ? go : wrong(append, head);
        }
        NewEvent first = append.events().getFirst();
        // Event Store 5 finds a repeat wherever the submitted events stand together (recorded), so
        // the start of the stream is only the first place to look at.
        if (isAt(append.stream(), 0, first)) {
            return repeatAt(append, 0, head);
        }
        OptionalLong known = recentIds.find(append.stream(), first.id());
        if (known.isPresent() && isAt(append.stream(), known.getAsLong(), first)) {
            return repeatAt(append, known.getAsLong(), head);
        }
        return mayRecreate ? go : wrong(append, head);
    }

    /** All submitted events stand from here on: a repeat. Else the writer is wrong. */
    private Verdict repeatAt(Append append, long from, long head) {
        List<NewEvent> events = append.events();
        Position position = Position.START;
        for (int i = 0; i < events.size(); i++) {
            RecordedEvent stored = stored(append.stream(), from + i);
            if (stored == null || !stored.id().equals(events.get(i).id())) {
                return wrong(append, head);
            }
            position = stored.position();
        }
        return new Verdict.Answer(
                new AppendResult.Appended(from, from + events.size() - 1, position, true));
    }

    private boolean isAt(StreamName stream, long revision, NewEvent event) {
        RecordedEvent stored = stored(stream, revision);
        return stored != null && stored.id().equals(event.id());
    }

    private @Nullable RecordedEvent stored(StreamName stream, long revision) {
        return log.event(stream, revision);
    }

    private static Verdict wrong(Append append, long head) {
        ExpectedVersion expected = append.expected();
        return new Verdict.Answer(
                new AppendResult.WrongExpectedVersion(append.stream(), expected, head));
    }
}
