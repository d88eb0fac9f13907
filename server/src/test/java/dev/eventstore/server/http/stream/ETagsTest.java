package dev.eventstore.server.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.http.routing.MediaType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ETagsTest {
    @ParameterizedTest
    @CsvSource({
        "application, vnd.eventstore.atom+json, -2060438500",
        "application, atom+xml, -1359611486",
        "application, json, 1391431453",
        "text, xml, -650849973",
        "application, xml, 421361534",
        "text, html, 1268450035",
        "application, vnd.eventstore.event+json, 1580925873"
    })
    void the_hash_of_a_type_is_that_of_version_5(String type, String subtype, int hash) {
        assertThat(ETags.hash(new MediaType(type, subtype))).isEqualTo(hash);
    }
}
