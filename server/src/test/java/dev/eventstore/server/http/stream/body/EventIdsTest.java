package dev.eventstore.server.http.stream.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdsTest {
    private static final UUID ID = UUID.fromString("6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01",
                "6A9D3C1E-0D55-4D3C-9F53-3F9A4B7F1C01",
                "6a9d3c1e0d554d3c9f533f9a4b7f1c01",
                "{6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01}",
                "(6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01)",
                " 6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01 "
            })
    void every_form_of_dotnet_is_read(String text) {
        assertThat(EventIds.parse(text)).contains(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c0",
                "6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c0g",
                "6a9d3c1e00d55-4d3c-9f53-3f9a4b7f1c01",
                "{6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01)",
                "-6a9d3c1e0d554d3c9f533f9a4b7f1c0",
                "６a9d3c1e0d554d3c9f533f9a4b7f1c01"
            })
    void anything_else_is_no_id(String text) {
        assertThat(EventIds.parse(text)).isEmpty();
    }
}
