package dev.eventstore.server.group;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.SystemEventTypes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What an event has in common with those that should go to the same consumer. */
final class PinningKey {
    private static final JsonFactory JSON = new JsonFactory();

    private PinningKey() {}

    /** The stream that the event was written to, also if only a link to it is known. */
    static String stream(ResolvedEvent resolved) {
        RecordedEvent event = eventOrLink(resolved);
        if (event.type().equals(SystemEventTypes.LINK)) {
            return Link.parse(event.data().text())
                    .map(link -> link.stream().value())
                    .orElseGet(() -> event.stream().value());
        }
        return event.stream().value();
    }

    /** The {@code $correlationId} in its metadata; the stream if there is none. */
    static String correlation(ResolvedEvent resolved) {
        String id = correlationId(eventOrLink(resolved).metadata());
        return id == null ? stream(resolved) : id;
    }

    private static RecordedEvent eventOrLink(ResolvedEvent resolved) {
        RecordedEvent event = resolved.event();
        return event == null ? resolved.original() : event;
    }

    private static @Nullable String correlationId(Payload metadata) {
        if (metadata.isEmpty() || metadata.bytes()[0] != '{') {
            return null;
        }
        try (JsonParser parser = JSON.createParser(metadata.bytes())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIt = parser.currentName().equals("$correlationId");
                JsonToken value = parser.nextToken();
                if (isIt && value == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException notJson) {
            // Metadata is the writer's own business and need not be JSON.
            return null;
        }
    }
}
