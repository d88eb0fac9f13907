package dev.eventstore.server.http.stream;

import static dev.eventstore.server.http.stream.StreamSite.EVENTS;
import static dev.eventstore.server.http.stream.StreamSite.FEED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.http.stream.StreamSite.Answer;
import dev.eventstore.server.http.stream.body.WriteBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppendRoutesTest {
    private static final String ID = "6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01";

    private final StreamSite site = new StreamSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void an_append_gives_the_address_of_the_first_event() {
        site.append("a b$", "1");
        Answer answer = site.append("a b$", "2", "3");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("http://h:1/streams/a%20b%24/1");
    }

    @Test
    void an_append_of_plain_data_needs_a_type_first() {
        Answer answer =
                site.post(
                        "/streams/s",
                        "{}",
                        "Content-Type",
                        "application/json",
                        "ES-EventId",
                        "nonsense");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).startsWith("Must include an event type");
    }

    @Test
    void an_append_of_plain_data_without_id_is_sent_on_before_anything_else_is_looked_at() {
        Answer answer =
                site.post(
                        "/streams/s?x=1",
                        "{}",
                        "Content-Type",
                        "application/json",
                        "ES-EventType",
                        "t",
                        "ES-ExpectedVersion",
                        "nonsense");

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("Location")).startsWith("http://h:1/streams/s/incoming/");
    }

    @Test
    void an_append_under_an_id_twice_stores_one_event() {
        for (int i = 0; i < 2; i++) {
            Answer answer =
                    site.post(
                            "/streams/s/incoming/" + ID,
                            "{ }",
                            "Content-Type",
                            "application/json",
                            "ES-EventType",
                            "t");

            assertThat(answer.header("Location")).isEqualTo("http://h:1/streams/s/0");
        }
        assertThat(site.get("/streams/s/0", "Accept", "application/json").text()).isEqualTo("{ }");
        assertThat(site.get("/streams/s/1", "Accept", "application/json").status()).isEqualTo(404);
    }

    @Test
    void an_append_to_a_stream_that_ends_elsewhere_tells_where() {
        site.append("s", "1", "2");
        Answer answer =
                site.post(
                        "/streams/s",
                        "[{\"eventId\":\"" + ID + "\",\"eventType\":\"t\"}]",
                        "Content-Type",
                        EVENTS,
                        "ES-ExpectedVersion",
                        "7");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("Wrong expected EventNumber");
        assertThat(answer.header("ES-CurrentVersion")).isEqualTo("1");
    }

    @Test
    void an_append_of_more_than_the_limit_stores_nothing() {
        Answer answer = site.append("s", "\"" + "x".repeat(WriteBody.EVENT_BYTES_MAX + 1) + "\"");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.reason()).isEqualTo("Too large events received. Limit is 4mb");
        assertThat(site.get("/streams/s", "Accept", FEED).status()).isEqualTo(404);
    }

    @Test
    void an_append_of_as_much_as_the_limit_is_stored() {
        assertThat(site.append("s", "\"" + "x".repeat(WriteBody.EVENT_BYTES_MAX) + "\"").status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "ES-ExpectedVersion, -3",
        "ES-ExpectedVersion, -5",
        "ES-ExpectedVersion, 1.5",
        "ES-ExpectedVersion, ''",
        "ES-ExpectedVersion, 9223372036854775808",
        "ES-EventId, 00000000-0000-0000-0000-000000000000",
        "ES-EventId, x",
        "ES-RequireMaster, yes"
    })
    void an_append_with_a_header_that_makes_no_sense_names_the_header(String name, String value) {
        Answer answer =
                site.post(
                        "/streams/s",
                        "[{\"eventId\":\"" + ID + "\",\"eventType\":\"t\"}]",
                        "Content-Type",
                        EVENTS,
                        name,
                        value);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo(name + " header in wrong format.");
    }
}
