package dev.eventstore.server.http.stream.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLayoutTest {
    @Test
    void objects_and_arrays_are_indented_by_two_spaces() throws IOException {
        assertThat(indented("{\"a\":[1,{\"b\":null}],\"c\":{},\"d\":[]}"))
                .isEqualTo(
                        """
                        {
                          "a": [
                            1,
                            {
                              "b": null
                            }
                          ],
                          "c": {},
                          "d": []
                        }\
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "-9223372036854775808",
                "123456789012345678901234567890",
                "0.1000",
                "1e5",
                "1.50E+400",
                "-0.0",
                "0.123456789012345678901234567890"
            })
    void a_number_keeps_every_character(String number) throws IOException {
        assertThat(indented("[" + number + "]")).isEqualTo("[\n  " + number + "\n]");
    }

    @Test
    void members_keep_their_order_and_may_repeat() throws IOException {
        assertThat(indented("{\"z\":1,\"a\":2,\"z\":3}"))
                .isEqualTo("{\n  \"z\": 1,\n  \"a\": 2,\n  \"z\": 3\n}");
    }

    @Test
    void escapes_that_need_not_be_become_characters() throws IOException {
        assertThat(indented("[\"h\\u00e9 \\u20ac \\ud83d\\ude00 \\/ \\\" \\n\"]"))
                .isEqualTo("[\n  \"hé € 😀 / \\\" \\n\"\n]");
    }

    @Test
    void half_a_surrogate_pair_stays_escaped() throws IOException {
        assertThat(indented("[\"\\uD83D\"]")).isEqualTo("[\n  \"\\uD83D\"\n]");
    }

    @Test
    void nesting_beyond_the_limit_is_refused() {
        String deep = "[".repeat(Json.DEPTH_MAX + 1) + "]".repeat(Json.DEPTH_MAX + 1);

        assertThatThrownBy(() -> indented(deep)).isInstanceOf(IOException.class);
    }

    @Test
    void layout_that_outgrows_the_limit_is_refused() {
        String bomb = "[".repeat(400) + "0,".repeat(10_000) + "0" + "]".repeat(400);

        assertThatThrownBy(() -> indented(bomb)).isInstanceOf(BoundedBytes.TooLongException.class);
        assertThat(JsonLayout.indentObject(utf8("{\"a\":" + bomb + "}"), 10_000_000)).isNull();
    }

    @Test
    void only_an_object_is_laid_out_as_an_object() {
        assertThat(JsonLayout.indentObject(utf8("{\"a\":1}"), 10_000_000))
                .isEqualTo(utf8("{\n  \"a\": 1\n}"));
        assertThat(JsonLayout.indentObject(utf8("[1]"), 10_000_000)).isNull();
        assertThat(JsonLayout.indentObject(utf8("{\"a\":1} x"), 10_000_000)).isNull();
        assertThat(JsonLayout.indentObject(utf8("plain"), 10_000_000)).isNull();
    }

    private static String indented(String json) throws IOException {
        try (JsonParser parser = Json.FACTORY.createParser(utf8(json))) {
            parser.nextToken();
            return new String(JsonLayout.indent(parser, 1_000_000), StandardCharsets.UTF_8);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
