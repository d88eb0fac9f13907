package dev.eventstore.server.http.stream.payload;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML as JSON by the rules of the .NET clients. An element with text only is a string, {@code
 * <x/>} is {@code null}; otherwise it is an object of its attributes ({@code @name}), child
 * elements (several of one name make an array) and text ({@code #text}). Every value is a string.
 */
public final class XmlToJson {
    /** The most elements and attributes of a document: as objects they are larger than as text. */
    public static final int NODES_MAX = 250_000;

    private XmlToJson() {}

    /** An element, read whole; white space that stands alone is no text. */
    private static final class Element {
        final String name;
        final boolean isClosedAtOnce;
        final Map<String, String> attributes = new LinkedHashMap<>();
        final List<Element> children = new ArrayList<>();
        final StringBuilder text = new StringBuilder();

        Element(String name, boolean isClosedAtOnce) {
            this.name = name;
            this.isClosedAtOnce = isClosedAtOnce;
        }

        boolean isText() {
            return attributes.isEmpty() && children.isEmpty();
        }
    }

    /**
     * Turns the children of the root, whatever their names, into a JSON array.
     *
     * @throws XMLStreamException if it is no XML, has a document type, or is over the limits
     */
    public static byte[] childrenOfRoot(byte[] document) throws XMLStreamException {
        Element root = read(document);
        return json(out -> {
            out.writeStartArray();
            for (Element child : root.children) {
                write(child, out);
            }
            out.writeEndArray();
        });
    }

    /**
     * Turns the root, whatever its name, into JSON.
     *
     * @throws XMLStreamException if it is no XML, has a document type, or is over the limits
     */
    public static byte[] root(byte[] document) throws XMLStreamException {
        Element root = read(document);
        return json(out -> write(root, out));
    }

    /** Writes a part of a document. */
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] json(Content content) {
        try (ByteArrayBuilder out = new ByteArrayBuilder()) {
            try (JsonGenerator json = Json.FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
                content.write(json);
            }
            return out.toByteArray();
        } catch (IOException exception) {
            throw Json.impossible(exception);
        }
    }

    private static void write(Element element, JsonGenerator json) throws IOException {
        if (element.isText()) {
            if (element.isClosedAtOnce) {
                json.writeNull();
            } else {
                json.writeString(element.text.toString());
            }
            return;
        }
        json.writeStartObject();
        for (Map.Entry<String, String> attribute : element.attributes.entrySet()) {
            json.writeStringField("@" + attribute.getKey(), attribute.getValue());
        }
        if (!element.text.isEmpty()) {
            json.writeStringField("#text", element.text.toString());
        }
        for (Map.Entry<String, List<Element>> group : grouped(element.children).entrySet()) {
            json.writeFieldName(group.getKey());
            writeGroup(group.getValue(), json);
        }
        json.writeEndObject();
    }

    private static void writeGroup(List<Element> group, JsonGenerator json) throws IOException {
        if (group.size() == 1) {
            write(group.getFirst(), json);
            return;
        }
        json.writeStartArray();
        for (Element element : group) {
            write(element, json);
        }
        json.writeEndArray();
    }

    private static Map<String, List<Element>> grouped(List<Element> children) {
        Map<String, List<Element>> groups = new LinkedHashMap<>();
        for (Element child : children) {
            groups.computeIfAbsent(child.name, name -> new ArrayList<>()).add(child);
        }
        return groups;
    }

    private static Element read(byte[] document) throws XMLStreamException {
        XMLStreamReader2 reader = Xml.reader(document);
        try {
            Element above = new Element("", false);
            List<Element> open = new ArrayList<>(List.of(above));
            int nodes = 0;
            while (reader.hasNext()) {
                step(reader, open);
                if (reader.isStartElement()) {
                    nodes += 1 + reader.getAttributeCount() + reader.getNamespaceCount();
                }
                if (nodes > NODES_MAX) {
                    throw new XMLStreamException(
                            "More than " + NODES_MAX + " elements and attributes.");
                }
            }
            return above.children.getFirst();
        } finally {
            reader.close();
        }
    }

    private static void step(XMLStreamReader2 reader, List<Element> open)
            throws XMLStreamException {
        switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> {
                Element element = element(reader);
                open.getLast().children.add(element);
                open.add(element);
            }
            case XMLStreamConstants.END_ELEMENT -> open.removeLast();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (!reader.isWhiteSpace()) {
                    open.getLast().text.append(reader.getText());
                }
            }
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("A document type or entity is not accepted.");
            default -> {
                // Comments, processing instructions and white space carry no data.
            }
        }
    }

    private static Element element(XMLStreamReader2 reader) throws XMLStreamException {
        Element element =
                new Element(
                        name(reader.getPrefix(), reader.getLocalName()), reader.isEmptyElement());
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i);
            boolean isDefault = prefix == null || prefix.isEmpty();
            element.attributes.put(isDefault ? "xmlns" : "xmlns:" + prefix, uri == null ? "" : uri);
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attributes.put(
                    name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        return element;
    }

    private static String name(@Nullable String prefix, String local) {
        String decoded = XmlNames.decode(local);
        return prefix == null || prefix.isEmpty() ? decoded : prefix + ":" + decoded;
    }
}
