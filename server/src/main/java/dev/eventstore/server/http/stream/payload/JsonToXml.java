package dev.eventstore.server.http.stream.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes JSON as XML elements by the rules of the .NET clients: a member is an element of its name,
 * an array repeats the element, {@code null} is an empty element, {@code @x} before the first other
 * member is an attribute and {@code #text} is text. Elements are in no namespace.
 */
public final class JsonToXml {
    private static final String TEXT = "#text";
    private static final String CDATA = "#cdata-section";

    private JsonToXml() {}

    /**
     * Writes a JSON value as the element {@code name}, an array as several, each of them out of the
     * namespace that holds around it.
     *
     * @throws IOException if it is no JSON
     */
    public static void write(String name, byte[] json, XMLStreamWriter out)
            throws IOException, XMLStreamException {
        try (JsonParser parser = Json.FACTORY.createParser(json)) {
            parser.nextToken();
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    outermost(name, parser, out);
                }
            } else {
                outermost(name, parser, out);
            }
        }
    }

    /**
     * Writes a JSON value as exactly one element, so that it can be a document of its own: the
     * items of an array become elements of the same name inside.
     *
     * @throws IOException if it is no JSON
     */
    public static void writeOne(String name, byte[] json, XMLStreamWriter out)
            throws IOException, XMLStreamException {
        try (JsonParser parser = Json.FACTORY.createParser(json)) {
            parser.nextToken();
            element(XmlNames.encode(name), parser, out);
        }
    }

    private static void outermost(String name, JsonParser in, XMLStreamWriter out)
            throws IOException, XMLStreamException {
        String encoded = XmlNames.encode(name);
        out.writeStartElement(encoded);
        out.writeDefaultNamespace("");
        inside(encoded, in, out);
        out.writeEndElement();
    }

    private static void elements(String name, JsonParser in, XMLStreamWriter out)
            throws IOException, XMLStreamException {
        if (in.currentToken() == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                element(name, in, out);
            }
        } else {
            element(name, in, out);
        }
    }

    private static void element(String name, JsonParser in, XMLStreamWriter out)
            throws IOException, XMLStreamException {
        out.writeStartElement(name);
        inside(name, in, out);
        out.writeEndElement();
    }

    private static void inside(String name, JsonParser in, XMLStreamWriter out)
            throws IOException, XMLStreamException {
        if (in.currentToken() == JsonToken.START_ARRAY) {
            elements(name, in, out);
        } else if (in.currentToken() == JsonToken.START_OBJECT) {
            members(in, out);
        } else {
            text(in, out);
        }
    }

    private static void members(JsonParser in, XMLStreamWriter out)
            throws IOException, XMLStreamException {
        boolean onlyAttributes = true;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String member = in.currentName();
            boolean scalar = in.nextToken().isScalarValue();
            if (onlyAttributes && scalar && isAttribute(member)) {
                out.writeAttribute(XmlNames.encode(member.substring(1)), Xml.paired(in.getText()));
                continue;
            }
            onlyAttributes = false;
            if (scalar && (member.equals(TEXT) || member.equals(CDATA))) {
                text(in, out);
            } else {
                elements(XmlNames.encode(member), in, out);
            }
        }
    }

    private static boolean isAttribute(String member) {
        // A namespace declaration would change what the elements mean.
        return member.length() > 1 && member.charAt(0) == '@' && !member.startsWith("@xmlns");
    }

    private static void text(JsonParser in, XMLStreamWriter out)
            throws IOException, XMLStreamException {
        if (in.currentToken() != JsonToken.VALUE_NULL) {
            out.writeCharacters(Xml.paired(in.getText()));
        }
    }
}
