package dev.eventstore.server.projection.system;

import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.States;
import java.util.List;

/** Links the first event of each stream into {@code $streams}. */
final class StreamIndex implements Handler {
    private static final StreamName INDEX = StreamName.of("$streams");

    @Override
    public Source source() {
        return Source.EVERYTHING;
    }

    @Override
    public List<Emitted> handle(SourceEvent found, States states) {
        RecordedEvent event = found.event();
        if (event.revision().value() != 0) {
            return List.of();
        }
        // Of a stream that begins with a link it is the link that is meant, not its target.
        Payload data = Payload.of(new Link(0, event.stream()).text());
        return List.of(new Emitted(INDEX, SystemEventTypes.LINK, false, data, List.of()));
    }
}
