package dev.eventstore.server.http.stream.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlToJsonTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "<e>text</e>                       | \"text\"",
                "<e/>                              | null",
                "<e></e>                           | \"\"",
                "<e><a>1</a><b>x</b></e>           | {\"a\":\"1\",\"b\":\"x\"}",
                "<e><a>1</a><b/><a>2</a></e>       | {\"a\":[\"1\",\"2\"],\"b\":null}",
                "<e k='v'/>                        | {\"@k\":\"v\"}",
                "<e k='v'>t</e>                    | {\"@k\":\"v\",\"#text\":\"t\"}",
                "<e><a_x0020_b>1</a_x0020_b></e>   | {\"a b\":\"1\"}",
                "<e><p:a xmlns:p='u'>1</p:a></e>   | {\"p:a\":{\"@xmlns:p\":\"u\",\"#text\":\"1\"}}",
                "<e>&lt;&#65;<![CDATA[&]]></e>     | \"<A&\"",
                "<e><!-- c --><a>1</a> </e>        | {\"a\":\"1\"}"
            })
    void an_element_becomes_what_dotnet_makes_of_it(String xml, String json)
            throws XMLStreamException {
        assertThat(json("<root>" + xml + "</root>")).isEqualTo("[" + json + "]");
    }

    @Test
    void names_of_root_and_children_do_not_matter() throws XMLStreamException {
        assertThat(json("<x><y>1</y><z>2</z></x>")).isEqualTo("[\"1\",\"2\"]");
    }

    @Test
    void the_root_can_be_had_with_the_names_of_its_children() throws XMLStreamException {
        byte[] xml = "<x a='0'><y>1</y><z/></x>".getBytes(StandardCharsets.UTF_8);

        assertThat(new String(XmlToJson.root(xml), StandardCharsets.UTF_8))
                .isEqualTo("{\"@a\":\"0\",\"y\":\"1\",\"z\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<a>",
                "<a/><b/>",
                "<!DOCTYPE a [<!ENTITY x \"y\">]><a><b>&x;</b></a>",
                "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
                "<a><b>&unknown;</b></a>"
            })
    void what_is_no_plain_document_is_refused(String xml) {
        assertThatThrownBy(() -> json(xml)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void nesting_beyond_the_limit_is_refused() {
        String deep = "<a>".repeat(Xml.DEPTH_MAX + 1) + "</a>".repeat(Xml.DEPTH_MAX + 1);

        assertThatThrownBy(() -> json(deep)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void more_elements_and_attributes_than_the_limit_are_refused() {
        String many = "<a b='1'/>".repeat(XmlToJson.NODES_MAX / 2);

        assertThatThrownBy(() -> json("<r>" + many + "</r>"))
                .isInstanceOf(XMLStreamException.class);
    }

    private static String json(String xml) throws XMLStreamException {
        byte[] json = XmlToJson.childrenOfRoot(xml.getBytes(StandardCharsets.UTF_8));
        return new String(json, StandardCharsets.UTF_8);
    }
}
