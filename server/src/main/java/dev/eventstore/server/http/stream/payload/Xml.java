package dev.eventstore.server.http.stream.payload;

import com.ctc.wstx.api.InvalidCharHandler;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * The one way to read and write XML, with its limits: no document type, no entities but the five
 * built-in ones, nothing fetched from anywhere. Thread-safe.
 */
public final class Xml {
    /** The deepest nesting of elements. */
    public static final int DEPTH_MAX = 200;

    private static final int ATTRIBUTES_MAX = 1_000;
    private static final char REPLACEMENT = '\uFFFD';

    private static final XMLInputFactory INPUT = input();
    private static final XMLOutputFactory OUTPUT = output();

    private Xml() {}

    /** A reader that joins neighbouring text. */
    static XMLStreamReader2 reader(byte[] document) throws XMLStreamException {
        return (XMLStreamReader2) INPUT.createXMLStreamReader(new ByteArrayInputStream(document));
    }

    /** A writer of UTF-8 without declaration. What XML cannot hold becomes U+FFFD. */
    public static XMLStreamWriter writer(OutputStream out) throws XMLStreamException {
        return OUTPUT.createXMLStreamWriter(out, "UTF-8");
    }

    /**
     * The same text with U+FFFD for each half of a surrogate pair that stands alone: an escape in
     * JSON can make one, and a writer refuses it.
     */
    static String paired(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder paired = new StringBuilder(text.length());
        text.codePoints()
                .map(c ->
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                                ? REPLACEMENT
                                : c)
                .forEach(paired::appendCodePoint);
        return paired.toString();
    }

    private static XMLInputFactory input() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, ATTRIBUTES_MAX);
        return factory;
    }

    private static XMLOutputFactory output() {
        WstxOutputFactory factory = new WstxOutputFactory();
        factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
        factory.setProperty(WstxOutputProperties.P_OUTPUT_VALIDATE_STRUCTURE, false);
        factory.setProperty(
                WstxOutputProperties.P_OUTPUT_INVALID_CHAR_HANDLER,
                new InvalidCharHandler.ReplacingHandler(REPLACEMENT));
        return factory;
    }
}
