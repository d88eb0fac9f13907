package dev.eventstore.server.projection;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a projection remembers how far it has come. One thread at a time. */
final class Checkpoints {
    private static final String TYPE = "$ProjectionCheckpoint";

    /** How far one looks back for a checkpoint that counts; only two are ever visible. */
    private static final int LOOK_BACK = 10;

    /** The two newest are enough, and nobody's business. */
    private static final Payload GOVERNED =
            Payload.of(
                    "{\"$maxCount\":2,\"$acl\":{\"$r\":\"$admins\",\"$w\":\"$admins\","
                            + "\"$d\":\"$admins\",\"$mr\":\"$admins\",\"$mw\":\"$admins\"}}");

    private final Outside outside;
    private final ProjectionVersion version;
    private final StreamName stream;
    private final Set<StreamName> governed = new HashSet<>();

    Checkpoints(Outside outside, ProjectionVersion version, StreamName stream) {
        this.outside = outside;
        this.version = version;
        this.stream = stream;
    }

    /** The newest checkpoint that counts. */
    Place newest() {
        ReadStream read =
                new ReadStream(stream, Revision.MAX, LOOK_BACK, Direction.BACKWARD, false);
        return outside.streams().readStream(read) instanceof ReadStreamResult.Page page
                ? page.events().stream()
                        .map(ResolvedEvent::original)
                        .filter(event -> event.type().equals(TYPE))
                        .map(event -> Trace.of(event.metadata()))
                        .flatMap(Optional::stream)
                        .filter(trace -> trace.counts(version))
                        .map(Trace::place)
                        .findFirst()
                        .orElse(Place.START)
                : Place.START;
    }

    /**
     * The appends that make a checkpoint.
     *
     * @param beside what else is to be written with it
     */
    List<Append> at(Place place, List<Emitted> beside) {
        List<Append> appends = new ArrayList<>();
        add(appends, new Emitted(stream, TYPE, true, Payload.of("{}"), List.of()), place);
        beside.forEach(emitted -> add(appends, emitted, place));
        return appends;
    }

    private void add(List<Append> appends, Emitted emitted, Place place) {
        if (governed.add(emitted.stream()) && isUngoverned(emitted.stream())) {
            appends.add(governing(emitted.stream()));
        }
        Payload metadata =
                Payload.of("{\"$v\":\"" + version.text() + "\"," + place.members() + "}");
        NewEvent event =
                new NewEvent(
                        outside.ids().get(),
                        emitted.type(),
                        emitted.isJson(),
                        emitted.data(),
                        metadata);
        appends.add(new Append(emitted.stream(), Belief.ANY, List.of(event)));
    }

    private boolean isUngoverned(StreamName name) {
        return outside.streams().metadata(name) instanceof MetadataResult.InForce now
                && now.revision() < 0;
    }

    private Append governing(StreamName name) {
        NewEvent event =
                new NewEvent(
                        outside.ids().get(),
                        SystemEventTypes.METADATA,
                        true,
                        GOVERNED,
                        Payload.EMPTY);
        return new Append(name.metastream(), Belief.ANY, List.of(event));
    }
}
