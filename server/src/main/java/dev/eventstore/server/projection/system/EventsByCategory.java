package dev.eventstore.server.projection.system;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.Deletion;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.MetadataMember;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.States;
import java.util.List;
import java.util.Optional;

/** Links each event into {@code $ce-} of its category, deletions of streams among them. */
final class EventsByCategory implements Handler {
    private final CategoryRule rule;
    private final StreamNames indexes = new StreamNames("$ce-");

    EventsByCategory(CategoryRule rule) {
        this.rule = rule;
    }

    @Override
    public Source source() {
        return Source.EVERYTHING;
    }

    @Override
    public List<Emitted> handle(SourceEvent found, States states) {
        RecordedEvent event = found.event();
        Optional<StreamName> deleted = Deletion.of(event);
        StreamName stream = deleted.orElse(event.stream());
        Optional<StreamName> index = rule.category(stream).flatMap(indexes::of);
        if (index.isEmpty()) {
            return List.of();
        }
        Emitted.Member origin = new Emitted.Member("$o", MetadataMember.quoted(stream.value()));
        List<Emitted.Member> metadata =
                deleted.isPresent() ? List.of(origin, Deletion.MARK) : List.of(origin);
        return List.of(Emitted.link(index.get(), event, metadata));
    }
}
