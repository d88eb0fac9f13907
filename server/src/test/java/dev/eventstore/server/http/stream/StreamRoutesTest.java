package dev.eventstore.server.http.stream;

import static dev.eventstore.server.http.stream.StreamSite.FEED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.http.stream.StreamSite.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRoutesTest {
    private static final String ID = "6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01";
    private static final String NEVER = "max-age=0, no-cache, must-revalidate";
    private static final String YEAR = "max-age=31536000, public";

    private final StreamSite site = new StreamSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Nested
    class Deleting {
        @Test
        void hides_the_stream() {
            site.append("s", "1");

            assertThat(site.send("DELETE", "/streams/s", "").status()).isEqualTo(204);
            assertThat(site.get("/streams/s", "Accept", FEED).status()).isEqualTo(404);
        }

        @Test
        void for_good_is_told_ever_after() {
            site.append("s", "1");
            site.send("DELETE", "/streams/s", "", "ES-HardDelete", "True");

            assertThat(site.get("/streams/s", "Accept", FEED).reason()).isEqualTo("Deleted");
            assertThat(site.append("s", "1").reason()).isEqualTo("Stream deleted");
            assertThat(site.get("/streams/s/0", "Accept", FEED).text()).isEqualTo("{}");
        }

        @Test
        void a_stream_that_ends_elsewhere_is_refused() {
            site.append("s", "1");
            Answer answer = site.send("DELETE", "/streams/s", "", "ES-ExpectedVersion", "4");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("ES-CurrentVersion")).isNull();
        }

        @Test
        void knows_no_belief_that_the_stream_exists() {
            site.append("s", "1");

            assertThat(site.send("DELETE", "/streams/s", "", "ES-ExpectedVersion", "-4").status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Caching {
        @Test
        void what_cannot_change_is_kept_for_a_year() {
            site.append("s", "1", "2", "3");

            for (String page : new String[] {"/0", "/2/backward/2", "/2/2", "/0/forward/3"}) {
                Answer answer = site.get("/streams/s" + page, "Accept", FEED);
                assertThat(answer.header("Cache-Control")).as(page).isEqualTo(YEAR);
                assertThat(answer.header("Vary")).isEqualTo("Accept");
                assertThat(answer.header("ETag")).isNull();
            }
        }

        @Test
        void what_will_change_has_a_version() {
            site.append("s", "1", "2", "3");

            for (String page : new String[] {"", "/head", "/9/backward/2", "/0/forward/4"}) {
                Answer answer = site.get("/streams/s" + page, "Accept", FEED);
                assertThat(answer.header("Cache-Control")).as(page).isEqualTo(NEVER);
                assertThat(answer.header("ETag")).isEqualTo("\"2;-2060438500\"");
            }
        }

        @Test
        void a_stream_that_not_everybody_may_read_is_kept_in_private() {
            site.append("s", "1");
            metadata("s", "{\"$acl\":{\"$r\":\"joe\"},\"$cacheControl\":9}");

            assertThat(site.get("/streams/s/0", "Accept", FEED).header("Cache-Control"))
                    .isEqualTo("max-age=31536000, private");
            assertThat(site.get("/streams/s", "Accept", FEED).header("Cache-Control"))
                    .isEqualTo("max-age=9, private");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"1;-2060438500\"",
                    "1;-2060438500",
                    "\"1;248368668\"",
                    "\"1;-1955838367\""
                })
        void a_version_that_the_client_has_is_not_sent_again(String tag) {
            site.append("s", "1", "2");
            Answer answer = site.get("/streams/s", "Accept", FEED, "If-None-Match", tag);

            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.header("Cache-Control")).isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"0;-2060438500\"",
                    "\"1;-1359611486\"",
                    "\"1\"",
                    "*",
                    "W/\"1;-2060438500\"",
                    "\"1;-2060438500\", \"2;-2060438500\"",
                    "\""
                })
        void any_other_tag_is_ignored(String tag) {
            site.append("s", "1", "2");

            assertThat(site.get("/streams/s", "Accept", FEED, "If-None-Match", tag).status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class Reading {
        @Test
        void with_curl_gives_the_feed() {
            site.append("s", "1");
            Answer answer = site.get("/streams/s", "Accept", "*/*");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.type()).isEqualTo(FEED + "; charset=utf-8");
        }

        @Test
        void without_any_accept_describes_the_stream() {
            Answer answer = site.get("/streams/s");

            assertThat(answer.status()).isEqualTo(406);
            assertThat(answer.text()).contains("\"Description document for 's'\"");
        }

        @Test
        void a_description_is_given_to_those_who_ask_for_it() {
            String description = "application/vnd.eventstore.streamdesc+json";

            assertThat(site.get("/streams/s", "Accept", description).status()).isEqualTo(200);
        }

        @Test
        void a_page_of_more_than_the_limit_is_refused() {
            assertThat(site.get("/streams/s/head/backward/4097", "Accept", FEED).reason())
                    .isEqualTo("Read size too big, should be less than 4096 items");
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                value = {
                    "/streams/s/x, 'x' is not valid event number",
                    "/streams/s/-1/5, '-1' is not valid event number",
                    "/streams/s/head/forward/5, 'head' is not valid event number",
                    "/streams/s/0/forward/0, '0' is not valid count. Should be positive integer",
                    "/streams/s/0/forward, 'forward' is not valid count. Should be positive integer",
                    "/streams/$all/0/5, Invalid position argument: 0",
                    "/streams/$all/head/forward/5, Invalid position argument: head",
                    "/streams/$all/head/x, Invalid count argument: x"
                })
        void an_address_that_makes_no_sense_is_explained(String address, String reason) {
            Answer answer = site.get(address, "Accept", FEED);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.reason()).isEqualTo(reason);
        }

        @Test
        void an_event_that_is_not_there_is_an_empty_object_in_json_only() {
            site.append("s", "1");

            assertThat(site.get("/streams/s/9", "Accept", FEED).text()).isEqualTo("{}");
            assertThat(site.get("/streams/s/9", "Accept", "text/xml").text()).isEmpty();
            assertThat(site.get("/streams/s/9", "Accept", "application/octet-stream").status())
                    .isEqualTo(404);
        }

        @Test
        void a_link_without_target_is_not_there_unless_it_is_not_followed() {
            link("links", "0@gone");

            assertThat(site.get("/streams/links/0", "Accept", "application/json").status())
                    .isEqualTo(404);
            assertThat(
                            site.get(
                                            "/streams/links/0",
                                            "Accept",
                                            "application/json",
                                            "ES-ResolveLinkTos",
                                            "false")
                                    .text())
                    .isEqualTo("\"0@gone\"");
        }

        @Test
        void a_slash_too_many_leads_to_the_address_without() {
            Answer answer = site.get("/streams/s/");

            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.header("Location")).isEqualTo("http://h:1/streams/s");
            assertThat(answer.header("Cache-Control")).isEqualTo(YEAR);
        }

        @Test
        void all_leads_from_page_to_page() {
            site.append("s", "1", "2", "3");
            String head = site.get("/streams/$all/head/backward/2", "Accept", FEED).text();
            String next = linked(head, "next");

            assertThat(site.get(next, "Accept", FEED).text()).contains("\"0@s\"");
            assertThat(site.get(linked(head, "previous"), "Accept", FEED).text())
                    .doesNotContain("@s");
        }
    }

    @Nested
    class Metadata {
        @Test
        void never_written_are_empty() {
            site.append("s", "1");

            assertThat(site.get("/streams/s/metadata", "Accept", FEED).text()).isEqualTo("{}");
            assertThat(site.get("/streams/none/metadata", "Accept", FEED).status()).isEqualTo(404);
        }

        @Test
        void are_kept_as_written() {
            site.append("s", "1");
            metadata("s", "{ \"mine\" : 1.0 }");

            assertThat(site.get("/streams/s/metadata", "Accept", "application/json").text())
                    .isEqualTo("{ \"mine\" : 1.0 }");
        }

        @Test
        void need_an_id() {
            assertThat(
                            site.post(
                                            "/streams/s/metadata",
                                            "{}",
                                            "Content-Type",
                                            "application/json")
                                    .reason())
                    .isEqualTo("Empty eventId provided.");
        }

        @Test
        void have_no_metadata_themselves() {
            assertThat(site.get("/streams/$$s/metadata", "Accept", FEED).status()).isEqualTo(400);
            assertThat(site.get("/streams/$$s/metadata/0/5", "Accept", FEED).reason())
                    .isEqualTo("Invalid stream name '$$s'");
        }
    }

    private void metadata(String stream, String document) {
        assertThat(
                        site.post(
                                        "/streams/" + stream + "/metadata",
                                        document,
                                        "Content-Type",
                                        "application/json",
                                        "ES-EventId",
                                        ID)
                                .status())
                .isEqualTo(201);
    }

    private void link(String stream, String target) {
        site.post(
                "/streams/" + stream,
                target,
                "Content-Type",
                "application/octet-stream",
                "ES-EventId",
                ID,
                "ES-EventType",
                "$>");
    }

    private static String linked(String feed, String relation) {
        int end = feed.indexOf("\",\n      \"relation\": \"" + relation + "\"");
        int start = feed.lastIndexOf("http://h:1", end);
        return feed.substring(start + "http://h:1".length(), end);
    }
}
