package dev.eventstore.server.http.stream.body;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.stream.payload.XmlToJson;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * Reads XML whose root holds events, whatever the names of root and events. The XML is turned into
 * JSON first and stored as such, with strings for all values.
 */
public final class XmlEvents {
    private XmlEvents() {}

    /** Reads the document; it holds one event at least. */
    public static List<NewEvent> read(byte[] body) throws BadRequest {
        try {
            return JsonEvents.read(XmlToJson.childrenOfRoot(body));
        } catch (XMLStreamException unreadable) {
            throw new BadRequest(JsonEvents.UNREADABLE);
        }
    }
}
