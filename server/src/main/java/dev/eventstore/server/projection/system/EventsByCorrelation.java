package dev.eventstore.server.projection.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.MetadataMember;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.States;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Links each event that has a correlation id into {@code $bc-} of that id. */
final class EventsByCorrelation implements Handler {
    private static final String PROPERTY = "correlationIdProperty";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MetadataMember correlationId;

    private EventsByCorrelation(MetadataMember correlationId) {
        this.correlationId = correlationId;
    }

    /**
     * Reads the name of the member of metadata that counts: a JSON object with {@code
     * correlationIdProperty}, or nothing for {@code $correlationId}.
     *
     * @throws DefinitionException if it is something else
     */
    static EventsByCorrelation configured(String text) throws DefinitionException {
        if (text.isBlank()) {
            return new EventsByCorrelation(MetadataMember.CORRELATION_ID);
        }
        try {
            JsonNode name = JSON.readTree(text).path(PROPERTY);
            if (name.isTextual() && !name.textValue().isEmpty()) {
                return new EventsByCorrelation(new MetadataMember(name.textValue()));
            }
        } catch (IOException notJson) {
            throw refused();
        }
        throw refused();
    }

    @Override
    public Source source() {
        return Source.EVERYTHING;
    }

    @Override
    public List<Emitted> handle(SourceEvent found, States states) {
        RecordedEvent event = found.event();
        Optional<StreamName> index =
                correlationId.in(event.metadata()).flatMap(EventsByCorrelation::index);
        if (index.isEmpty()) {
            return List.of();
        }
        Emitted.Member time =
                new Emitted.Member(
                        "$eventTimestamp", MetadataMember.quoted(TIME.format(event.created())));
        List<Emitted.Member> metadata =
                event.type().equals(SystemEventTypes.LINK)
                        ? List.of(time, link(event))
                        : List.of(time);
        return List.of(Emitted.link(index.get(), event, metadata));
    }

    /** Ids are hardly ever seen again and so not kept; one that can be no name is no id. */
    private static Optional<StreamName> index(String id) {
        try {
            return id.isEmpty() ? Optional.empty() : Optional.of(StreamName.of("$bc-" + id));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private static Emitted.Member link(RecordedEvent event) {
        ObjectNode link = JSON.createObjectNode().put("eventId", event.id().toString());
        try {
            link.set("metadata", JSON.readTree(event.metadata().bytes()));
        } catch (IOException halfJson) {
            // The id was found before the text broke off; there is nothing to copy.
            link.putNull("metadata");
        }
        return new Emitted.Member("$link", link.toString());
    }

    private static DefinitionException refused() {
        return new DefinitionException(
                "The configuration must be a JSON object with a text as " + PROPERTY + ".");
    }
}
