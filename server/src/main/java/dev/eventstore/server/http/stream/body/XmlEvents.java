package dev.eventstore.server.http.stream.body;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.stream.payload.XmlToJson;
import java.util.List;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;

/**
 * Reads XML whose root holds events, whatever the names of root and events. The XML is turned into
 * JSON first and stored as such, with strings for all values.
 */
final class XmlEvents {
    private XmlEvents() {}

    /** Reads the document; it holds one event at least. */
    static List<NewEvent> read(byte[] body) throws BadRequest {
        try {
            return JsonEvents.read(XmlToJson.childrenOfRoot(body));
        } catch (XMLStreamException unreadable) {
            throw new BadRequest(JsonEvents.UNREADABLE, explanation(unreadable));
        }
    }

    private static String explanation(XMLStreamException unreadable) {
        Location location = unreadable.getLocation();
        return location == null
                ? "The body is no XML that is accepted: a document type, an entity, or too deep."
                : "The body is no XML that is accepted, see line %d, column %d."
                        .formatted(location.getLineNumber(), location.getColumnNumber());
    }
}
