package dev.eventstore.server.projection.system;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.States;
import java.util.List;

/** Names each stream in {@code $category-} of its category. */
final class StreamsByCategory implements Handler {
    private final CategoryRule rule;
    private final StreamNames indexes = new StreamNames("$category-");

    StreamsByCategory(CategoryRule rule) {
        this.rule = rule;
    }

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
        return rule.category(event.stream())
                .flatMap(indexes::of)
                .map(index -> List.of(Emitted.reference(index, event.stream())))
                .orElse(List.of());
    }
}
