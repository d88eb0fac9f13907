package dev.eventstore.server.catalog;

import dev.eventstore.server.catalog.KnownStream.State;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.SystemEventTypes;
import java.util.LinkedHashMap;

/** What was noted of each stream; the one that changed longest ago comes first. One thread. */
final class Notes {
    private static final String DELETED_BEFORE = "\"$tb\"";
    private static final String FOR_EVER = Long.toString(Long.MAX_VALUE);

    private final LinkedHashMap<String, KnownStream> streams = new LinkedHashMap<>();
    private final int max;
    private boolean complete = true;

    /**
     * @param max how many streams are remembered
     */
    Notes(int max) {
        this.max = max;
    }

    /** Notes an event, of whatever stream. */
    void note(RecordedEvent event) {
        String name = event.stream().value();
        KnownStream known = streams.remove(name);
        if (event.type().equals(SystemEventTypes.STREAM_DELETED)) {
            KnownStream before = known == null ? KnownStream.first(event) : known;
            streams.put(name, before.become(State.TOMBSTONED, event));
        } else {
            streams.put(name, known == null ? KnownStream.first(event) : known.with(event));
        }
        if (event.stream().isMetastream()) {
            noteMetadata(event);
        }
        if (streams.size() > max) {
            streams.pollFirstEntry();
            complete = false;
        }
    }

    /** A stream is softly deleted by its metadata. */
    private void noteMetadata(RecordedEvent event) {
        String name = event.stream().original().value();
        KnownStream known = streams.get(name);
        if (known == null || known.state() == State.TOMBSTONED) {
            return;
        }
        String text = event.data().text();
        boolean deleted = text.contains(DELETED_BEFORE) && text.contains(FOR_EVER);
        if (deleted != (known.state() == State.SOFT_DELETED)) {
            streams.put(name, known.become(deleted ? State.SOFT_DELETED : State.THERE, event));
        }
    }

    /** Whether no stream was forgotten. */
    boolean isComplete() {
        return complete;
    }

    int size() {
        return streams.size();
    }

    /** All of them, the one that changed longest ago first. */
    KnownStream[] all() {
        return streams.values().toArray(new KnownStream[0]);
    }
}
