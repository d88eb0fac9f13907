package dev.eventstore.server.http.stream.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaxJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\" : 1.0}", "[ ]", "5", "null"})
    void json_stays_as_it_is(String text) {
        assertThat(strict(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{a : \"1\"}             | {\"a\":\"1\"}",
                "{'a':{b:['c',1.50]}}    | {\"a\":{\"b\":[\"c\",1.50]}}",
                "{\"a\":1 /* one */}     | {\"a\":1}",
                "[1,2,]                  | [1,2]"
            })
    void what_only_some_read_becomes_json(String lax, String json) {
        assertThat(strict(lax).replaceAll("\\s", "")).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "'text'", "{a", "{a:1} {b:2}", "{a:b}", "<a/>"})
    void the_rest_is_none(String text) {
        assertThat(LaxJson.strict(text.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void text_in_another_encoding_is_none() {
        assertThat(LaxJson.strict("{a:'\u00e9'}".getBytes(StandardCharsets.ISO_8859_1))).isNull();
    }

    private static String strict(String text) {
        byte @Nullable [] json = LaxJson.strict(text.getBytes(StandardCharsets.UTF_8));
        assertThat(json).isNotNull();
        return new String(json, StandardCharsets.UTF_8);
    }
}
