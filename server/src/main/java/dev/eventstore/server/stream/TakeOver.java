package dev.eventstore.server.stream;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.LogTransaction;
import java.util.List;

/**
 * Takes over events of another database: each keeps its revision and its time. One that is there
 * already is left out, so that a transfer can be repeated; where another event has its revision, it
 * goes behind the last one of its stream.
 *
 * @param isNewest whether an event has no revision of its own: it goes behind the last one
 */
public record TakeOver(RecordedEvent event, boolean isNewest) {
    /**
     * What came of it.
     *
     * @param taken events that were added
     * @param present events that were there already
     * @param renumbered events that were added with another revision than they had
     * @param refused events of streams that are deleted for good
     */
    public record Outcome(long taken, long present, long renumbered, long refused) {
        /** Nothing. */
        public static final Outcome NONE = new Outcome(0, 0, 0, 0);

        /** Both together. */
        public Outcome plus(Outcome other) {
            return new Outcome(
                    taken + other.taken,
                    present + other.present,
                    renumbered + other.renumbered,
                    refused + other.refused);
        }
    }

    /** Decides and writes, in order. On the writer's thread. */
    static Outcome apply(
            LogTransaction transaction,
            List<TakeOver> events,
            WriterMetadata metadata,
            RecentIds recentIds) {
        Outcome all = Outcome.NONE;
        for (TakeOver each : events) {
            all = all.plus(each.apply(transaction, recentIds));
            StreamName stream = each.event.stream();
            if (stream.isMetastream()) {
                metadata.forget(stream.original());
            }
        }
        return all;
    }

    private Outcome apply(LogTransaction transaction, RecentIds recentIds) {
        StreamName stream = event.stream();
        long last = transaction.lastRevision(stream);
        long wanted = isNewest ? last + 1 : event.revision().value();
        boolean isTombstone = wanted == LogTransaction.TOMBSTONE_REVISION;
        if (last == LogTransaction.TOMBSTONE_REVISION) {
            return isTombstone || isThere(transaction, wanted)
                    ? new Outcome(0, 1, 0, 0)
                    : new Outcome(0, 0, 0, 1);
        }
        if (isTombstone) {
            transaction.appendTombstone(stream, content(), event.created());
            return new Outcome(1, 0, 0, 0);
        }
        if (wanted <= last && isThere(transaction, wanted)) {
            return new Outcome(0, 1, 0, 0);
        }
        long revision = Math.max(wanted, last + 1);
        transaction.appendAt(stream, revision, content(), event.created());
        recentIds.add(stream, event.id(), revision);
        return new Outcome(1, 0, revision == wanted ? 0 : 1, 0);
    }

    private boolean isThere(LogTransaction transaction, long revision) {
        RecordedEvent there = transaction.event(event.stream(), revision);
        return there != null && there.id().equals(event.id());
    }

    private NewEvent content() {
        return new NewEvent(
                event.id(), event.type(), event.isJson(), event.data(), event.metadata());
    }
}
