package dev.eventstore.server.http.subscription;

import static dev.eventstore.server.fixture.Events.event;
import static dev.eventstore.server.http.subscription.GroupSite.ADMIN;
import static dev.eventstore.server.http.subscription.GroupSite.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.group.ConnectResult;
import dev.eventstore.server.group.ConsumerRequest;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.http.HttpStartException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recordings of version 5 leave open about lists and details of groups. */
class OverviewRoutesTest {
    private final GroupSite site;

    OverviewRoutesTest() throws HttpStartException {
        site = new GroupSite();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void where_nothing_is_the_list_is_empty() {
        assertThat(site.get("/subscriptions", JSON).statusCode()).isEqualTo(200);
        assertThat(site.get("/subscriptions", JSON).body()).isEqualTo("[]");
        assertThat(site.get("/subscriptions/orders", JSON).statusCode()).isEqualTo(404);
    }

    @Test
    void people_are_told_that_a_group_is_missing() {
        HttpResponse<String> answer = site.get("/subscriptions/orders/readers/info", "*/*");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no such group.");
    }

    @Test
    void lists_and_details_can_be_had_as_xml() {
        site.put("/subscriptions/a%3Cb/g", JSON, "{}");

        assertThat(site.get("/subscriptions", "text/xml").body())
                .startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>")
                .contains("<EventStreamId>a&lt;b</EventStreamId><GroupName>g</GroupName>");
        assertThat(site.get("/subscriptions/a%3Cb/g/info", "text/xml").body())
                .contains("<Config><ResolveLinktos>false</ResolveLinktos>")
                .contains("<LastKnownEventNumber>-1</LastKnownEventNumber>");
    }

    @Test
    void names_that_are_addresses_themselves_are_escaped_in_links() {
        site.put("/subscriptions/a%2Fb%20%3F%23%25/g%2F%C3%BC", JSON, "{}");

        JsonNode info = site.json("/subscriptions/a%2Fb%20%3F%23%25/g%2F%C3%BC/info");

        assertThat(info.get("eventStreamId").asText()).isEqualTo("a/b ?#%");
        assertThat(info.get("groupName").asText()).isEqualTo("g/ü");
        assertThat(info.get("getMessagesUri").asText())
                .endsWith("/subscriptions/a%2Fb%20%3F%23%25/g%2F%C3%BC/1");
        assertThat(info.get("parkedMessageUri").asText())
                .endsWith(
                        "/streams/%24persistentsubscription-"
                                + "a%2Fb%20%3F%23%25::g%2F%C3%BC-parked");
    }

    @Test
    void a_connected_consumer_is_shown() {
        site.append("orders", event("{}"), event("{}"));
        site.put("/subscriptions/orders/readers", JSON, "{}");
        GroupId group = new GroupId(StreamName.of("orders"), "readers");
        ConnectResult connected =
                site.groups().connect(ADMIN, group, new ConsumerRequest("h:1", "admin", "mine", 7));

        assertThat(connected).isInstanceOf(ConnectResult.Connected.class);
        JsonNode info = site.json("/subscriptions/orders/readers/info");

        JsonNode connection = info.get("connections").get(0);
        assertThat(connection.get("from").asText()).isEqualTo("h:1");
        assertThat(connection.get("username").asText()).isEqualTo("admin");
        assertThat(connection.get("connectionName").asText()).isEqualTo("mine");
        assertThat(connection.get("extraStatistics")).isEmpty();
        int held = connection.get("inFlightMessages").asInt();
        assertThat(connection.get("availableSlots").asInt() + held).isEqualTo(7);
        assertThat(site.json("/subscriptions/orders").get(0).get("connectionCount").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/subscriptions", "/subscriptions/orders", "/subscriptions/orders/g/info"})
    void while_groups_are_not_running_nothing_is_known(String path) {
        site.groups().close();

        HttpResponse<String> answer = site.get(path, "*/*");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Groups are being started or stopped");
    }
}
