package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.http.stream.payload.BoundedBytes;
import dev.eventstore.server.http.stream.payload.BoundedBytes.TooLongException;
import dev.eventstore.server.http.stream.payload.JsonToXml;
import dev.eventstore.server.http.stream.payload.LaxJson;
import dev.eventstore.server.http.stream.payload.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * An XML document in the making. Elements are in the namespace and have the prefix of the root,
 * those of an event are in none. For one thread.
 */
final class XmlDocument {
    /** The longest document: data can be written so that XML makes thousands of bytes of one. */
    static final int BYTES_MAX = 80 * 1024 * 1024;

    private static final byte[] DECLARATION =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>".getBytes(StandardCharsets.US_ASCII);

    private final XMLStreamWriter out;
    private String prefix = "";
    private String namespace = "";

    private XmlDocument(XMLStreamWriter out) {
        this.out = out;
    }

    /** What a document holds. */
    interface Content {
        void write(XmlDocument document) throws XMLStreamException, IOException;
    }

    /**
     * Makes a document.
     *
     * @throws TooLongException if it would be longer than {@value #BYTES_MAX} bytes
     */
    static byte[] bytes(boolean declared, Content content) throws TooLongException {
        BoundedBytes bytes = new BoundedBytes(BYTES_MAX);
        try {
            if (declared) {
                bytes.write(DECLARATION);
            }
            XMLStreamWriter out = Xml.writer(bytes);
            content.write(new XmlDocument(out));
            out.close();
        } catch (TooLongException tooLong) {
            throw tooLong;
        } catch (XMLStreamException | IOException exception) {
            if (exception.getCause() instanceof TooLongException tooLong) {
                throw tooLong;
            }
            throw new IllegalStateException("An event could not be written as XML.", exception);
        }
        return bytes.toByteArray();
    }

    /** Starts the root. */
    void root(String rootPrefix, String name, String rootNamespace) throws XMLStreamException {
        prefix = rootPrefix;
        namespace = rootNamespace;
        start(name);
        if (prefix.isEmpty()) {
            out.writeDefaultNamespace(namespace);
        } else {
            out.writeNamespace(prefix, namespace);
        }
    }

    void start(String name) throws XMLStreamException {
        out.writeStartElement(prefix, name, namespace);
    }

    void end() throws XMLStreamException {
        out.writeEndElement();
    }

    void text(String name, String text) throws XMLStreamException {
        start(name);
        out.writeCharacters(text);
        end();
    }

    void author() throws XMLStreamException {
        start("author");
        text("name", Feed.AUTHOR);
        end();
    }

    void link(String address, String relation) throws XMLStreamException {
        out.writeEmptyElement(prefix, "link", namespace);
        out.writeAttribute("href", address);
        out.writeAttribute("rel", relation);
    }

    /** Writes an event as the content of an entry. */
    void content(RecordedEvent event) throws XMLStreamException, IOException {
        start("content");
        out.writeAttribute("type", "application/xml");
        members(event);
        end();
    }

    /** Writes an event as the root. */
    void event(RecordedEvent event) throws XMLStreamException, IOException {
        out.writeStartElement("event");
        members(event);
        end();
    }

    /** Writes the data of an event as the root. */
    void data(RecordedEvent event) throws XMLStreamException, IOException {
        byte @Nullable [] data = event.isJson() ? LaxJson.strict(event.data().bytes()) : null;
        if (data != null) {
            JsonToXml.writeOne("data", data, out);
        } else {
            out.writeStartElement("data");
            out.writeCharacters(event.data().text());
            end();
        }
    }

    private void members(RecordedEvent event) throws XMLStreamException, IOException {
        member("eventStreamId", event.stream().value());
        member("eventNumber", Long.toString(event.revision().value()));
        member("eventType", event.type());
        member("eventId", event.id().toString());
        payload("data", event.data(), event.isJson());
        payload("metadata", event.metadata(), event.isJson());
    }

    private void payload(String name, Payload payload, boolean isJson)
            throws XMLStreamException, IOException {
        byte @Nullable [] value = isJson ? LaxJson.strict(payload.bytes()) : null;
        if (value != null) {
            JsonToXml.write(name, value, out);
        } else {
            member(name, payload.text());
        }
    }

    private void member(String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeDefaultNamespace("");
        out.writeCharacters(text);
        end();
    }
}
