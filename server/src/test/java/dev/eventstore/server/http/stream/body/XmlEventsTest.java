package dev.eventstore.server.http.stream.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.http.routing.BadRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlEventsTest {
    private static final String HEAD =
            "<eventId>6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01</eventId><eventType>t</eventType>";

    @Test
    void elements_are_stored_as_json_with_strings() throws BadRequest {
        NewEvent event =
                read("<events><event>"
                                + HEAD
                                + "<data><row>7</row><seat>a</seat><seat>b</seat></data>"
                                + "<metadata><by>web</by></metadata></event></events>")
                        .getFirst();

        assertThat(event.isJson()).isTrue();
        assertThat(event.data().text())
                .isEqualTo(
                        """
                        {
                          "row": "7",
                          "seat": [
                            "a",
                            "b"
                          ]
                        }\
                        """);
        assertThat(event.metadata().text()).isEqualTo("{\n  \"by\": \"web\"\n}");
    }

    @Test
    void text_is_stored_as_text() throws BadRequest {
        NewEvent event = read("<x><y>" + HEAD + "<data>plain</data></y></x>").getFirst();

        assertThat(event.isJson()).isFalse();
        assertThat(event.data().text()).isEqualTo("plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "<events/>", "<events><event>text</event></events>", "[]"})
    void what_holds_no_events_is_refused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(BadRequest.class)
                .hasMessage("Write request body invalid.");
    }

    private static List<NewEvent> read(String body) throws BadRequest {
        return XmlEvents.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
