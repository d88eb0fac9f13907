package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.stream.payload.BoundedBytes.TooLongException;

/** One event in the form that a client asked for. Thread-safe. */
public final class EventDocument {
    /** The Admin UI's first page. */
    public static final String WEB = "/web/index.html";

    private EventDocument() {}

    /**
     * The document of a type. Data that is JSON is given byte for byte where the document is
     * nothing but the data.
     *
     * @param entry its event is there
     * @throws IllegalArgumentException if events have no such form
     * @throws TooLongException if XML would make too much of it
     */
    public static byte[] bytes(MediaType type, ResolvedEvent entry, Embed embed, Links links)
            throws TooLongException {
        RecordedEvent event = entry.event() == null ? entry.original() : entry.event();
        if (type.equals(MediaType.JSON)) {
            return JsonData.bytes(event);
        }
        if (type.equals(MediaType.OCTET_STREAM)) {
            return event.data().bytes();
        }
        if (type.equals(MediaType.EVENT_JSON)) {
            return JsonFeed.event(event, links);
        }
        if (type.equals(MediaType.ATOM_JSON)) {
            return JsonFeed.entry(entry, embed, links);
        }
        if (type.equals(MediaType.ATOM_XML)) {
            return XmlFeed.entry(entry, links);
        }
        if (type.equals(MediaType.EVENT_XML)) {
            return XmlDocument.bytes(false, xml -> xml.event(event));
        }
        if (type.equals(MediaType.TEXT_XML) || type.equals(MediaType.XML)) {
            return XmlDocument.bytes(false, xml -> xml.data(event));
        }
        if (type.equals(MediaType.HTML)) {
            RecordedEvent original = entry.original();
            return HtmlPage.bytes(links.to(WEB), original.stream(), original.revision().value());
        }
        throw new IllegalArgumentException("No event is written as " + type);
    }
}
