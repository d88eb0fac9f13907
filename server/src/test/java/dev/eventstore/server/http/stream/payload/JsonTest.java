package dev.eventstore.server.http.stream.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"{}", " [1, 2] \n", "\"😀\"", "12.5e3", "true", "null", "{\"a\":\"é\"}"})
    void one_value_with_blanks_around_it_is_json(String text) {
        assertThat(Json.isValue(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "plain", "{", "{} {}", "[1,]", "{'a':1}", "NaN", "\uFEFF{}", "01"})
    void anything_else_is_not(String text) {
        assertThat(Json.isValue(text.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void json_in_another_encoding_is_not() {
        assertThat(Json.isValue("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE))).isFalse();
        assertThat(Json.isValue("\"é\"".getBytes(StandardCharsets.ISO_8859_1))).isFalse();
    }
}
