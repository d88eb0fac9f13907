package dev.eventstore.server.group;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events of a group that nobody could settle, as links. */
final class ParkedStream {
    /** As v5 wrote it: local time, with all digits and an offset, also where that is none. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSxxx");

    /** Where the metadata of the stream tell which events are done with before their turn. */
    private static final String DONE = "doneOutOfTurn";

    private final StreamOperations streams;
    private final OwnStream stream;
    private final InstantSource clock;

    /** An event that is to be put aside, and why. */
    record Parking(Entry entry, String reason) {}

    /**
     * @param streams without any guard
     */
    ParkedStream(StreamOperations streams, OwnStream stream, InstantSource clock) {
        this.streams = streams;
        this.stream = stream;
        this.clock = clock;
    }

    /**
     * Puts events aside.
     *
     * @return whether they are on disk; if not, the log has been told why
     */
    boolean park(List<Parking> parkings) {
        return stream.append(parkings.stream().map(this::link).toList());
    }

    /** The revision of the first event that can be seen, the next to come if there is none. */
    long first() {
        MetadataResult.InForce now = stream.governing();
        return now.metadata().isSoftDeleted()
                ? now.head() + 1
                : Math.min(now.head() + 1, now.metadata().firstVisible(now.head()));
    }

    /** The revision that the next parked event will get. */
    long end() {
        return stream.governing().head() + 1;
    }

    /** A page of parked events with what they link to, and where the next page begins. */
    ReadStreamResult read(long from, int count) {
        return streams.readStream(
                new ReadStream(
                        stream.name(),
                        Revision.of(from),
                        count,
                        Direction.FORWARD,
                        /* resolveLinks= */ true));
    }

    /** The parked event of a revision, if it is there. */
    Optional<ResolvedEvent> at(long revision) {
        ReadEvent one = new ReadEvent(stream.name(), revision, /* resolveLinks= */ true);
        return streams.readEvent(one) instanceof ReadEventResult.Found found
                ? Optional.of(found.event())
                : Optional.empty();
    }

    /** Forgets parked events, and notes those that are done with before their turn. */
    void trim(ParkedPlace.Trim trim) {
        ArrayNode done = OwnStream.JSON.createArrayNode();
        trim.done().forEach(done::add);
        stream.truncateBefore(trim.before(), DONE, done);
    }

    /** What was done with before its turn, as it was noted. */
    List<Long> done() {
        List<Long> done = new ArrayList<>();
        stream.remembered(DONE).forEach(revision -> done.add(revision.asLong()));
        return done;
    }

    void delete() {
        stream.delete();
    }

    private NewEvent link(Parking parking) {
        ObjectNode metadata = OwnStream.JSON.createObjectNode();
        metadata.put("added", TIME.format(clock.instant().atZone(ZoneId.systemDefault())));
        metadata.put("reason", parking.reason());
        return stream.link(target(parking.entry().event), metadata);
    }

    /** What was to be settled; of a link to nothing, what the link says. */
    private static Payload target(ResolvedEvent resolved) {
        RecordedEvent event = resolved.event();
        return event == null
                ? resolved.original().data()
                : Payload.of(new Link(event.revision().value(), event.stream()).text());
    }
}
