package dev.eventstore.server.simulation;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.ExpectedVersion.Exactly;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.AppendResult.Appended;
import dev.eventstore.server.stream.AppendResult.StreamDeleted;
import dev.eventstore.server.stream.AppendResult.WrongExpectedVersion;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.StreamMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stream should be: a list. */
final class ModelStream {
    final StreamName name;
    private final List<Stored> events = new ArrayList<>();
    private @Nullable Long maxCount;
    private long truncateBefore;
    private long metadataEvents;
    private boolean isTombstoned;

    /** An event as it was appended. */
    static final class Stored {
        final NewEvent event;
        final long position;

        /** Whether a scavenge was allowed to remove it. */
        private boolean mayBeGone;

        Stored(NewEvent event, long position) {
            this.event = event;
            this.position = position;
        }

        boolean mayBeGone() {
            return mayBeGone;
        }
    }

    ModelStream(StreamName name) {
        this.name = name;
    }

    long head() {
        return events.size() - 1L;
    }

    Stored at(long revision) {
        return events.get((int) revision);
    }

    boolean isTombstoned() {
        return isTombstoned;
    }

    boolean isSoftDeleted() {
        return truncateBefore == StreamMetadata.DELETED_BEFORE;
    }

    long metadataEvents() {
        return metadataEvents;
    }

    @Nullable Long maxCount() {
        return maxCount;
    }

    long truncateBefore() {
        return truncateBefore;
    }

    boolean isVisible(long revision) {
        return !isTombstoned && revision >= firstVisible();
    }

    private long firstVisible() {
        long byCount = maxCount == null ? 0 : head() - maxCount + 1;
        return Math.max(byCount, truncateBefore);
    }

    /** Where these events stand together as a repeat, −1 if they don't. */
    private long placeOf(ExpectedVersion expected, List<NewEvent> wanted) {
        if (expected instanceof Exactly(Revision revision)) {
            int behind = (int) revision.value() + 1;
            return standsAt(behind, wanted) ? behind : -1;
        }
        for (int from = 0; from < events.size(); from++) {
            if (standsAt(from, wanted)) {
                return from;
            }
        }
        return -1;
    }

    private boolean standsAt(int from, List<NewEvent> wanted) {
        if (from + wanted.size() > events.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!at(from + i).event.id().equals(wanted.get(i).id())) {
                return false;
            }
        }
        return true;
    }

    private boolean knows(NewEvent event) {
        return events.stream().anyMatch(stored -> stored.event.id().equals(event.id()));
    }

    /** What an append should answer; of what is to be written, the position is left open. */
    AppendResult judge(ExpectedVersion expected, List<NewEvent> wanted) {
        if (isTombstoned || (expected == Belief.STREAM_EXISTS && isSoftDeleted())) {
            return new StreamDeleted(name);
        }
        AppendResult fresh =
                new Appended(head() + 1, head() + wanted.size(), Position.START, false);
        boolean isRight =
                switch (expected) {
                    case Belief.ANY -> true;
                    case Belief.NO_STREAM -> head() < 0 || isSoftDeleted();
                    case Belief.STREAM_EXISTS -> head() >= 0 || metadataEvents > 0;
                    case Exactly(Revision revision) -> revision.value() == head();
                };
        boolean mayRepeat =
                switch (expected) {
                    case Belief.STREAM_EXISTS -> isRight;
                    case Exactly(Revision revision) -> revision.value() < head();
                    case Belief.ANY, Belief.NO_STREAM -> true;
                };
        if (mayRepeat && knows(wanted.getFirst())) {
            long place = placeOf(expected, wanted);
            if (place < 0) {
                return new WrongExpectedVersion(name, expected, head());
            }
            long last = place + wanted.size() - 1;
            return new Appended(place, last, Position.of(at(last).position), true);
        }
        return isRight ? fresh : new WrongExpectedVersion(name, expected, head());
    }

    /** These were written, the last of them at a position. */
    void append(List<NewEvent> written, Position last) {
        long from = last.value() - written.size() + 1;
        long firstNew = head() + 1;
        for (int i = 0; i < written.size(); i++) {
            events.add(new Stored(written.get(i), from + i));
        }
        if (isSoftDeleted()) {
            truncateBefore = firstNew;
            metadataEvents++;
        }
    }

    void metadata(@Nullable Long newMaxCount, long newTruncateBefore) {
        boolean comesBack = isSoftDeleted();
        maxCount = newMaxCount;
        truncateBefore = comesBack ? head() + 1 : newTruncateBefore;
        metadataEvents += comesBack ? 2 : 1;
    }

    /** Deletes the stream if it is as believed; answers what should be answered. */
    DeleteResult delete(ExpectedVersion expected, boolean forGood) {
        if (isTombstoned || (expected == Belief.STREAM_EXISTS && isSoftDeleted())) {
            return new DeleteResult.StreamDeleted(name);
        }
        boolean isRight =
                switch (expected) {
                    case Belief.ANY -> true;
                    case Belief.NO_STREAM -> head() < 0 || isSoftDeleted();
                    case Belief.STREAM_EXISTS -> head() >= 0 || metadataEvents > 0;
                    case Exactly(Revision revision) -> revision.value() == head();
                };
        if (!isRight) {
            return new DeleteResult.WrongExpectedVersion(name, expected, head());
        }
        if (forGood) {
            isTombstoned = true;
        } else {
            maxCount = null;
            truncateBefore = StreamMetadata.DELETED_BEFORE;
            metadataEvents++;
        }
        return new DeleteResult.Deleted(Position.START);
    }

    /** A scavenge runs: what nobody sees may go, but for the last, which carries the numbering. */
    void scavenge() {
        for (int revision = 0; revision < events.size(); revision++) {
            boolean isLast = revision == head() && !isTombstoned;
            if (!isVisible(revision) && !isLast) {
                at(revision).mayBeGone = true;
            }
        }
    }
}
