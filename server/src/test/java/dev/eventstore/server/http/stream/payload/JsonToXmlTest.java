package dev.eventstore.server.http.stream.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonToXmlTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{}                             | <data/>",
                "{\"a\":1,\"b\":\"<\"}          | <data><a>1</a><b>&lt;</b></data>",
                "{\"a\":[1,{\"q\":null}]}       | <data><a>1</a><a><q/></a></data>",
                "{\"a\":[[1],[2]]}              | <data><a><a>1</a></a><a><a>2</a></a></data>",
                "{\"@k\":\"v\",\"#text\":\"t\"} | <data k=\"v\">t</data>",
                "{\"a b\":true,\"1\":2}         | <data><a_x0020_b>true</a_x0020_b><_x0031_>2</_x0031_></data>",
                "{\"\":1,\"x:y\":2}             | <data><_>1</_><x_x003A_y>2</x_x003A_y></data>",
                "[1,2]                          | <data><data>1</data><data>2</data></data>",
                "\"text\"                       | <data>text</data>",
                "12345678901234567890.10        | <data>12345678901234567890.10</data>",
                "\"\\u0000\\ufffe\"             | <data>\uFFFD\uFFFD</data>"
            })
    void a_value_becomes_one_element(String json, String xml)
            throws IOException, XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XMLStreamWriter writer = Xml.writer(out);
        JsonToXml.writeOne("data", json.getBytes(StandardCharsets.UTF_8), writer);
        writer.close();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(xml);
    }
}
