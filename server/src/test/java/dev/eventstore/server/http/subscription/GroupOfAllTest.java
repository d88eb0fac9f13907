package dev.eventstore.server.http.subscription;

import static dev.eventstore.server.fixture.Events.event;
import static dev.eventstore.server.http.subscription.GroupSite.ADMIN;
import static dev.eventstore.server.http.subscription.GroupSite.JSON;
import static dev.eventstore.server.http.subscription.GroupSite.link;
import static dev.eventstore.server.http.subscription.GroupSite.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.group.ConsumerStrategy;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupResult;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.group.GroupSettings.Buffers;
import dev.eventstore.server.group.GroupSettings.Checkpointing;
import dev.eventstore.server.group.GroupSettings.Delivery;
import dev.eventstore.server.group.GroupStart;
import dev.eventstore.server.http.HttpStartException;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.EventFilter.Subject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of everything are made elsewhere, over gRPC; over HTTP they are there like others. */
class GroupOfAllTest {
    private static final String GROUP = "/subscriptions/%24all/g";

    private final GroupSite site;

    GroupOfAllTest() throws HttpStartException {
        site = new GroupSite();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/subscriptions/$all/g", "/subscriptions/%24all/g"})
    void over_http_none_is_made_or_changed(String path) {
        for (HttpResponse<String> answer :
                List.of(site.put(path, JSON, "{}"), site.post(path, JSON, "{}"))) {
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(tree(answer).get("result").asText()).isEqualTo("Fail");
            assertThat(tree(answer).get("reason").asText()).isEqualTo("Bad stream name.");
        }
    }

    @Test
    void it_is_shown_with_positions() {
        site.append("orders", event("{}"), event("{}"), event("{}"), event("{}"));
        create(new GroupStart.AtPosition(Position.of(3)));

        JsonNode info = site.json(GROUP + "/info");

        assertThat(info.get("eventStreamId").asText()).isEqualTo("$all");
        assertThat(info.get("config").get("startFrom").asLong()).isZero();
        assertThat(info.get("config").get("startPosition").asText()).isEqualTo("C:3/P:3");
        assertThat(site.json("/subscriptions").get(0).get("groupName").asText()).isEqualTo("g");
        assertThat(site.json("/subscriptions/%24all")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void its_events_are_handed_out_and_settled(boolean oneByOne) {
        create(GroupStart.Edge.BEGINNING);
        site.append("orders", event("{}"));
        site.append("other", event("{}"));
        site.append("orders", event("{}"));

        JsonNode feed = site.messages(GROUP + "/5?embed=rich", 2);

        assertThat(feed.get("title").asText()).isEqualTo("Messages for '$all/g'");
        assertThat(feed.get("entries").findValuesAsText("title"))
                .containsExactly("1@orders", "0@orders");
        if (oneByOne) {
            feed.get("entries").forEach(entry -> site.post(link(entry, "ack")));
        } else {
            site.post(link(feed, "ackAll"));
        }
        JsonNode info = site.json(GROUP + "/info");
        assertThat(info.get("outstandingMessagesCount").asInt()).isZero();
        assertThat(info.get("lastKnownEventPosition").asText()).startsWith("C:");
    }

    @Test
    void it_can_be_deleted() {
        create(GroupStart.Edge.END);

        assertThat(site.delete(GROUP).statusCode()).isEqualTo(200);
        assertThat(site.delete(GROUP).statusCode()).isEqualTo(404);
    }

    private void create(GroupStart start) {
        GroupSettings settings =
                new GroupSettings(
                        start,
                        new EventFilter.ByPrefix(Subject.STREAM_NAME, List.of("orders")),
                        false,
                        false,
                        new Delivery(Duration.ofMinutes(1), 1, ConsumerStrategy.ROUND_ROBIN, 0),
                        new Buffers(500, 500, 20),
                        new Checkpointing(Duration.ofSeconds(1), 1, 5));
        assertThat(site.groups().create(ADMIN, new GroupId(SystemStreams.ALL, "g"), settings))
                .isEqualTo(new GroupResult.Done());
    }
}
