package dev.eventstore.server.http.subscription;

import static dev.eventstore.server.fixture.Events.event;
import static dev.eventstore.server.fixture.Events.metadata;
import static dev.eventstore.server.http.subscription.GroupSite.ANN;
import static dev.eventstore.server.http.subscription.GroupSite.JSON;
import static dev.eventstore.server.http.subscription.GroupSite.MESSAGES;
import static dev.eventstore.server.http.subscription.GroupSite.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventstore.server.http.HttpStartException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recordings of version 5 leave open about reading and settling. */
class MessageRoutesTest {
    private static final String GROUP = "/subscriptions/orders/readers";

    private final GroupSite site;

    MessageRoutesTest() throws HttpStartException {
        site = new GroupSite();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void more_than_one_slice_comes_in_one_answer_newest_first() {
        for (int i = 0; i < 25; i++) {
            site.append("orders", event("{\"n\":" + i + "}"));
        }
        site.put(GROUP, JSON, "{\"readBatchSize\":40}");
        site.awaitLive("orders", "readers", 25);

        JsonNode entries = site.messages(GROUP + "/30?embed=rich", 25).get("entries");

        assertThat(entries.findValuesAsText("eventNumber")).startsWith("24", "23", "22");
        assertThat(site.messages(GROUP + "/30", 0).get("links")).hasSize(2);
    }

    @Test
    void links_lead_back_to_a_group_whose_names_are_addresses() {
        site.append("a/b ?#%", event("{}"), event("{}"));
        String group = "/subscriptions/a%2Fb%20%3F%23%25/g%2F%C3%BC";
        site.put(group, JSON, "{}");
        JsonNode feed = site.messages(group + "/2", 2);

        assertThat(feed.get("title").asText()).isEqualTo("Messages for 'a/b ?#%/g/ü'");
        assertThat(site.post(link(feed.get("entries").get(0), "ack")).statusCode()).isEqualTo(202);
        assertThat(outstanding(group)).isEqualTo(1);
        assertThat(site.post(link(feed, "ackAll")).statusCode()).isEqualTo(202);
        assertThat(outstanding(group)).isZero();
    }

    @Test
    void what_is_given_back_is_handed_out_again_and_what_is_skipped_is_not() {
        site.append("orders", event("{}"), event("{}"));
        site.put(GROUP, JSON, "{}");
        JsonNode entries = site.messages(GROUP + "/2?embed=rich", 2).get("entries");

        site.post(link(entries.get(0), "nack") + "?action=SKIP");
        site.post(link(entries.get(1), "nack") + "?action=nonsense");

        JsonNode again = site.messages(GROUP + "/2?embed=rich", 1).get("entries").get(0);
        assertThat(again.get("eventNumber").asLong()).isZero();
        assertThat(outstanding(GROUP)).isEqualTo(1);
    }

    @Test
    void messages_as_xml_hold_content_behind_their_links() {
        site.append("orders", event("{\"a\":1}"));
        site.put(GROUP, JSON, "{}");
        site.awaitLive("orders", "readers", 1);

        HttpResponse<String> answer = site.get(GROUP + "?embed=content", "*/*");

        assertThat(answer.body())
                .containsPattern("ack\\?ids=[0-9a-f-]{36}\" rel=\"ackAll\"/>")
                .containsPattern("rel=\"nack\"/><content type=\"application/xml\">.*<a>1</a>");
    }

    @ParameterizedTest
    @CsvSource({
        "/ack,ids are missing",
        "/nack?action=park,ids are missing",
        "/ack/x%0D%0Ay,messageid should be a properly formed guid",
        "/nack?ids=00000000-0000-0000-0000-00000000000g,messageid should be a properly formed guid",
    })
    void who_does_not_say_what_to_settle_is_told_so(String path, String reason) {
        HttpResponse<String> answer = site.post(GROUP + path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void who_may_not_read_the_stream_gets_nothing_and_settles_nothing() {
        site.append("orders", event("{}"));
        site.append("$$orders", metadata("{\"$acl\":{\"$r\":\"$admins\"}}"));
        site.put(GROUP, JSON, "{}");
        JsonNode feed = site.messages(GROUP + "/1", 1);

        site.callAs(ANN);

        assertThat(site.get(GROUP, MESSAGES).statusCode()).isEqualTo(401);
        assertThat(site.post(link(feed, "ackAll")).statusCode()).isEqualTo(202);
        assertThat(outstanding(GROUP)).isEqualTo(1);
    }

    @Test
    void while_groups_are_not_running_nothing_is_handed_out() {
        site.groups().close();

        assertThat(site.get(GROUP, MESSAGES).statusCode()).isEqualTo(503);
    }

    private int outstanding(String group) {
        return site.json(group + "/info").get("outstandingMessagesCount").asInt();
    }
}
