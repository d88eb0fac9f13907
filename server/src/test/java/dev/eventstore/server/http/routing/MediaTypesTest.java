package dev.eventstore.server.http.routing;

import static dev.eventstore.server.http.routing.MediaTypes.IN_ATOM;
import static dev.eventstore.server.http.routing.MediaTypes.IN_ONE;
import static dev.eventstore.server.http.routing.MediaTypes.JX;
import static dev.eventstore.server.http.routing.MediaTypes.OUT_EVENT;
import static dev.eventstore.server.http.routing.MediaTypes.OUT_FEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MediaTypesTest {
    @Nested
    class Accept {
        private String chosen(MediaTypes offered, @Nullable String accept) throws BadRequest {
            return offered.negotiate(null, accept).map(MediaType::toString).orElse("none");
        }

        @Test
        void none_gives_the_first_type() throws BadRequest {
            assertThat(chosen(OUT_EVENT, null)).isEqualTo("application/atom+xml");
        }

        @Test
        void an_empty_or_unreadable_one_fits_nothing() throws BadRequest {
            assertThat(chosen(OUT_EVENT, "")).isEqualTo("none");
            assertThat(chosen(OUT_EVENT, "garbage")).isEqualTo("none");
            assertThat(chosen(OUT_EVENT, "garbage, application/json"))
                    .isEqualTo("application/json");
        }

        @Test
        void wildcards_take_the_first_that_fits() throws BadRequest {
            assertThat(chosen(OUT_FEED, "*/*"))
                    .isEqualTo("application/vnd.eventstore.streamdesc+json");
            assertThat(chosen(OUT_FEED, "text/*")).isEqualTo("text/xml");
            assertThat(chosen(JX, "text/html, */*;q=0.8")).isEqualTo("application/json");
        }

        @Test
        void the_first_item_that_fits_wins_whatever_its_quality() throws BadRequest {
            assertThat(
                            chosen(
                                    OUT_FEED,
                                    "application/atom+xml;q=0.4,"
                                            + " application/vnd.eventstore.atom+json;q=0.9"))
                    .isEqualTo("application/atom+xml");
            assertThat(chosen(OUT_FEED, "application/json,application/atom+xml"))
                    .isEqualTo("application/json");
            assertThat(chosen(OUT_FEED, "image/png, application/json;q=0.1"))
                    .isEqualTo("application/json");
        }

        @Test
        void a_quality_of_zero_excludes_nothing() throws BadRequest {
            assertThat(chosen(OUT_FEED, "application/json;q=0")).isEqualTo("application/json");
        }

        @Test
        void case_and_parameters_do_not_matter() throws BadRequest {
            assertThat(chosen(OUT_FEED, "Application/JSON; charset=utf-8"))
                    .isEqualTo("application/json");
        }

        @Test
        void a_format_in_the_query_beats_it() throws BadRequest {
            assertThat(OUT_FEED.negotiate("JSON", "text/xml")).contains(MediaType.JSON);
            assertThat(OUT_FEED.negotiate("atomxj", null)).contains(MediaType.ATOM_JSON);
            assertThat(OUT_FEED.negotiate("atomsvc", null)).isEmpty();
            assertThatThrownBy(() -> OUT_FEED.negotiate("html", null))
                    .isInstanceOf(BadRequest.class);
        }

        @Test
        void where_nothing_is_negotiated_everything_is_fine() throws BadRequest {
            assertThat(MediaTypes.ANY.negotiate("pdf", "image/png")).contains(MediaType.TEXT);
        }
    }

    @Nested
    class ContentType {
        @Test
        void is_compared_exactly() {
            assertThat(IN_ATOM.named("application/json")).contains(MediaType.JSON);
            assertThat(IN_ATOM.named("Application/json")).isEmpty();
            assertThat(IN_ATOM.named("application/json ; charset=utf-8")).isEmpty();
            assertThat(IN_ATOM.named("application")).isEmpty();
            assertThat(IN_ATOM.named("text/plain")).isEmpty();
            assertThat(IN_ATOM.named(null)).isEmpty();
            assertThat(IN_ONE.named("application/octet-stream")).isEmpty();
        }

        @Test
        void has_no_other_character_set_than_utf_8() {
            assertThat(IN_ATOM.named("application/json; charset=UTF-8")).contains(MediaType.JSON);
            assertThat(IN_ATOM.named("text/xml;charset=\"utf-8\"")).contains(MediaType.TEXT_XML);
            assertThat(IN_ATOM.named("application/json; charset=latin1")).isEmpty();
            assertThat(IN_ATOM.named("application/octet-stream; charset=utf-8")).isEmpty();
        }

        @Test
        void may_have_other_parameters() {
            assertThat(IN_ATOM.named("application/json; profile=x")).contains(MediaType.JSON);
        }
    }

    @Test
    void text_is_written_in_utf_8_and_bytes_are_not() {
        assertThat(MediaType.ATOM_XML.contentType())
                .isEqualTo("application/atom+xml; charset=utf-8");
        assertThat(MediaType.OCTET_STREAM.contentType()).isEqualTo("application/octet-stream");
    }
}
