package dev.eventstore.server.projection;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
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
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Outside outside;
    private final ProjectionVersion version;
    private final StreamName stream;
    private final Set<StreamName> governed = new HashSet<>();

    /**
     * A checkpoint.
     *
     * @param state as JSON, {@code null} if there is none
     */
    record Found(Place place, @Nullable String state) {}

    Checkpoints(Outside outside, ProjectionVersion version, StreamName stream) {
        this.outside = outside;
        this.version = version;
        this.stream = stream;
    }

    /** The newest checkpoint of the projection that counts. */
    Optional<Found> newest() {
        return newest(stream);
    }

    /** The newest checkpoint in a stream that counts. */
    Optional<Found> newest(StreamName from) {
        ReadStream read = new ReadStream(from, Revision.MAX, LOOK_BACK, Direction.BACKWARD, false);
        return outside.streams().readStream(read) instanceof ReadStreamResult.Page page
                ? page.events().stream()
                        .map(ResolvedEvent::original)
                        .map(this::found)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    private Optional<Found> found(RecordedEvent event) {
        return Trace.of(event.metadata())
                .filter(trace -> trace.counts(version))
                .map(trace -> new Found(trace.place(), state(event.data())));
    }

    /** A checkpoint is a list of one state, or of none. */
    private static @Nullable String state(Payload data) {
        try {
            JsonNode state = JSON.readTree(data.bytes()).path(0);
            return state.isMissingNode() ? null : state.toString();
        } catch (IOException notJson) {
            throw new ProjectionFault("A checkpoint cannot be read.", notJson);
        }
    }

    /**
     * The appends that make a checkpoint.
     *
     * @param state of the whole, {@code null} if there is none
     * @param beside what else is to be written with it
     */
    List<Append> at(Place place, @Nullable String state, List<Emitted> beside) {
        List<Append> appends = new ArrayList<>();
        Payload data = Payload.of(state == null ? "[]" : "[" + state + "]");
        add(appends, new Emitted(stream, TYPE, true, data, List.of()), place);
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
