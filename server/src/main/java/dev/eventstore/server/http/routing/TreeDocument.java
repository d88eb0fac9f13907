package dev.eventstore.server.http.routing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventstore.server.stream.IndentedJson;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a tree in the negotiated type: JSON as it is, or XML with capital names. Thread-safe. */
public final class TreeDocument {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    private TreeDocument() {}

    /**
     * Answers a call with a tree.
     *
     * @param root the name of the root element, where the answer is XML
     */
    public static Reply reply(Call call, int status, String root, JsonNode tree) {
        MediaType type = call.responseType();
        String text = type.equals(MediaType.TEXT_XML) ? xml(root, tree) : IndentedJson.text(tree);
        return Reply.of(status, type, text);
    }

    private static String xml(String root, JsonNode tree) {
        var text = new StringWriter();
        text.write(DECLARATION);
        try {
            XMLStreamWriter writer = XML.createXMLStreamWriter(text);
            write(writer, root, tree);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("A tree could not be written.", impossible);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter writer, String name, JsonNode value)
            throws XMLStreamException {
        writer.writeStartElement(name);
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            write(writer, capital(member.getKey()), member.getValue());
        }
        for (JsonNode item : value.isArray() ? value : List.<JsonNode>of()) {
            write(writer, item.isObject() ? "Item" : "string", item);
        }
        if (value.isValueNode()) {
            writer.writeCharacters(xmlText(value.asText()));
        }
        writer.writeEndElement();
    }

    /** What XML cannot hold becomes a replacement character. */
    private static String xmlText(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isXml(c) ? c : 0xFFFD));
        return clean.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
