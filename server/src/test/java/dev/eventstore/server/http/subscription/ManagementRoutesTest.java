package dev.eventstore.server.http.subscription;

import static dev.eventstore.server.http.subscription.GroupSite.ANN;
import static dev.eventstore.server.http.subscription.GroupSite.JSON;
import static dev.eventstore.server.http.subscription.GroupSite.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventstore.server.http.HttpStartException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recordings of version 5 leave open about making, changing and deleting groups. */
class ManagementRoutesTest {
    private static final String GROUP = "/subscriptions/orders/readers";

    private final GroupSite site;

    ManagementRoutesTest() throws HttpStartException {
        site = new GroupSite();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void a_group_is_made_once_changed_and_deleted_once() {
        assertThat(result(site.put(GROUP, JSON, "{}"), 201)).isEqualTo("Success");
        assertThat(result(site.put(GROUP, JSON, "{}"), 409)).isEqualTo("AlreadyExists");
        assertThat(result(site.post(GROUP, JSON, "{\"bufferSize\":30}"), 200)).isEqualTo("Success");
        assertThat(config().get("bufferSize").asInt()).isEqualTo(30);
        assertThat(result(site.delete(GROUP), 200)).isEqualTo("Success");
        assertThat(result(site.delete(GROUP), 404)).isEqualTo("DoesNotExist");
        assertThat(result(site.post(GROUP, JSON, "{}"), 404)).isEqualTo("DoesNotExist");
    }

    @Test
    void settings_may_be_xml() {
        String xml =
                """
                <?xml version="1.0"?>
                <SubscriptionConfigData>
                  <ResolveLinktos>true</ResolveLinktos>
                  <StartFrom> 3 </StartFrom>
                  <MaxRetryCount>4</MaxRetryCount>
                  <BufferSize>0</BufferSize>
                  <NamedConsumerStrategy>Pinned</NamedConsumerStrategy>
                  <Unheard><Of>1</Of></Unheard>
                </SubscriptionConfigData>
                """;

        assertThat(result(site.put(GROUP, "text/xml", xml), 201)).isEqualTo("Success");

        JsonNode config = config();
        assertThat(config.get("resolveLinktos").asBoolean()).isTrue();
        assertThat(config.get("startFrom").asLong()).isEqualTo(3);
        assertThat(config.get("maxRetryCount").asInt()).isEqualTo(4);
        assertThat(config.get("bufferSize").asInt()).isEqualTo(500);
        assertThat(config.get("namedConsumerStrategy").asText()).isEqualTo("Pinned");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"startFrom\":-2}|Start From (-2) must be -1 or more",
                "{\"startPosition\":\"-2\"}|Start From (-2) must be -1 or more",
                "{\"messageTimeoutMilliseconds\":-1}|Message Timeout must not be negative",
                "{\"maxRetryCount\":-1}|Max Retry Count (-1) must not be negative",
                "{\"maxSubscriberCount\":-1}|Max Subscriber Count (-1) must not be negative",
                "{\"liveBufferSize\":1000000}|Live Buffer Size (1000000) must be at most 100000",
                "{\"readBatchSize\":-4}|Read Batch Size (-4) must be positive",
                "{\"checkPointAfterMilliseconds\":-1}|CheckPoint After must not be negative",
                "{\"minCheckPointCount\":-1}|Min Check Point Count (-1) must not be negative",
                "{\"maxCheckPointCount\":-1}|Max Check Point Count (-1) must be positive",
            })
    void a_value_that_cannot_be_is_refused_by_its_name(String body, String reason) {
        HttpResponse<String> answer = site.put(GROUP, JSON, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
        assertThat(site.json("/subscriptions")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|[1,2]",
                "application/json|''",
                "application/json|null",
                "application/json|{\"bufferSize\":[30],\"resolveLinktos\":{},\"startFrom\":\"x\"}",
                "application/json|{\"bufferSize\":99999999999,\"startFrom\":1e99}",
                "application/json|{\"namedConsumerStrategy\":5,\"extraStatistics\":7}",
                "text/xml|<a><b>",
                "text/xml|<!DOCTYPE a [<!ENTITY x \"y\">]><a><BufferSize>&x;</BufferSize></a>",
                "text/xml|<a>text</a>",
            })
    void what_cannot_be_understood_stays_at_its_default(String type, String body) {
        assertThat(result(site.put(GROUP, type, body), 201)).isEqualTo("Success");

        JsonNode config = config();
        assertThat(config.get("bufferSize").asInt()).isEqualTo(500);
        assertThat(config.get("startFrom").asLong()).isZero();
        assertThat(config.get("namedConsumerStrategy").asText()).isEqualTo("RoundRobin");
    }

    @ParameterizedTest
    @CsvSource({"true,RoundRobin", "false,DispatchToSingle"})
    void old_clients_choose_between_two_strategies(boolean preferred, String strategy) {
        site.put(
                GROUP,
                JSON,
                "{\"namedConsumerStrategy\":\"\",\"preferRoundRobin\":%s}".formatted(preferred));

        assertThat(config().get("namedConsumerStrategy").asText()).isEqualTo(strategy);
    }

    @Test
    void who_is_no_operator_manages_nothing() {
        site.put(GROUP, JSON, "{}");
        site.callAs(ANN);

        assertThat(result(site.put("/subscriptions/orders/more", JSON, "{}"), 401))
                .isEqualTo("AccessDenied");
        assertThat(result(site.post(GROUP, JSON, "{}"), 401)).isEqualTo("AccessDenied");
        assertThat(result(site.delete(GROUP), 401)).isEqualTo("AccessDenied");
        assertThat(site.json("/subscriptions")).hasSize(1);
    }

    @Test
    void a_name_that_no_group_can_have_is_refused() {
        HttpResponse<String> answer =
                site.put("/subscriptions/orders/" + "n".repeat(1_001), JSON, "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("The name of a group has 1 to 1000 characters.");
    }

    @Test
    void where_the_group_would_be_is_told_without_the_query() {
        assertThat(site.put(GROUP + "?x=1", JSON, "{}").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith(GROUP));
    }

    private JsonNode config() {
        return site.json(GROUP + "/info").get("config");
    }

    private static String result(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return tree(answer).get("result").asText();
    }
}
