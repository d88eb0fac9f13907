package dev.eventstore.server.http.subscription;

import static dev.eventstore.server.fixture.Events.event;
import static dev.eventstore.server.http.subscription.GroupSite.ANN;
import static dev.eventstore.server.http.subscription.GroupSite.JSON;
import static dev.eventstore.server.http.subscription.GroupSite.link;
import static dev.eventstore.server.http.subscription.GroupSite.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventstore.server.http.HttpStartException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers since version 20 do with parked events beyond version 5. */
class ParkedRoutesTest {
    private static final String FEED = "application/vnd.eventstore.atom+json";
    private static final String GROUP = "/subscriptions/orders/readers";
    private static final String VIEW = GROUP + "/viewparkedmessages";

    private final GroupSite site;

    ParkedRoutesTest() throws HttpStartException {
        site = new GroupSite();
    }

    @BeforeEach
    void park() {
        site.append("orders", event("{\"n\":0}"), event("{\"n\":1}"), event("{\"n\":2}"));
        site.put(GROUP, JSON, "{}");
        JsonNode feed = site.messages(GROUP + "/3", 3);
        site.post(link(feed, "nackAll") + "&action=park");
        await().until(() -> site.get(VIEW, FEED).statusCode() == 200 && parked(VIEW).size() == 3);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                VIEW,
                VIEW + "/head/backward/20",
                VIEW + "/2/backward/20",
                VIEW + "/0/forward/20",
                "/subscriptions/viewparkedmessages/orders/readers/head/backward/20",
                "/subscriptions/viewparkedmessages/orders/readers/0/forward/20",
            })
    void parked_events_are_shown_where_clients_look_for_them(String path) {
        JsonNode entries = parked(path);

        assertThat(entries).hasSize(3);
        assertThat(entries.findValuesAsText("streamId")).containsOnly("orders");
        assertThat(entries.get(0).get("positionStreamId").asText())
                .isEqualTo("$persistentsubscription-orders::readers-parked");
    }

    @Test
    void parked_events_are_for_those_who_may_read_their_stream() {
        site.callAs(ANN);

        assertThat(site.get(VIEW, FEED).statusCode()).isEqualTo(401);
    }

    @Test
    void some_of_the_parked_events_are_taken_up_again() {
        HttpResponse<String> answer = site.post(GROUP + "/replayParked?stopAt=2");

        assertThat(tree(answer).get("result").asText()).isEqualTo("Success");
        JsonNode entries = site.messages(GROUP + "/3?embed=rich", 2).get("entries");
        assertThat(entries.findValuesAsText("eventNumber")).containsExactlyInAnyOrder("0", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "", "99999999999999999999"})
    void how_many_to_take_up_must_be_a_number(String stopAt) {
        HttpResponse<String> answer = site.post(GROUP + "/replayParked?stopAt=" + stopAt);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("stopAt should be a properly formed positive long");
    }

    private JsonNode parked(String path) {
        return tree(site.get(path + "?embed=rich", FEED)).path("entries");
    }
}
