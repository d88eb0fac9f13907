package dev.eventstore.server.projection.system;

import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.projection.handler.Deletion;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.States;
import java.util.List;
import java.util.Optional;

/**
 * Links each event into {@code $et-} of its type, and deletions of streams into {@code
 * $et-$deleted}. How far it has come stands in {@code $et} as well.
 */
final class EventsByType implements Handler {
    private static final StreamName CHECKPOINTS = StreamName.of("$et");
    private static final StreamName DELETED = StreamName.of("$et-$deleted");
    private static final Emitted CHECKPOINT =
            new Emitted(CHECKPOINTS, "$Checkpoint", true, Payload.EMPTY, List.of());

    private final StreamNames indexes = new StreamNames("$et-");

    @Override
    public Source source() {
        return Source.EVERYTHING;
    }

    @Override
    public List<Emitted> handle(SourceEvent found, States states) {
        RecordedEvent event = found.event();
        if (event.type().equals(SystemEventTypes.LINK)) {
            return List.of();
        }
        Optional<StreamName> deleted = Deletion.of(event);
        return deleted.isPresent()
                ? List.of(deletion(event, deleted.get()))
                : indexes.of(event.type())
                        .map(index -> List.of(Emitted.link(index, event, List.of())))
                        .orElse(List.of());
    }

    @Override
    public List<Emitted> atCheckpoint() {
        return List.of(CHECKPOINT);
    }

    private static Emitted deletion(RecordedEvent event, StreamName stream) {
        Payload data = Payload.of(new Link(event.revision().value(), stream).text());
        return new Emitted(DELETED, SystemEventTypes.LINK, false, data, List.of(Deletion.MARK));
    }
}
