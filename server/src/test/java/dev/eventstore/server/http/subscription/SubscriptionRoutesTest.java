package dev.eventstore.server.http.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.RunningNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningNode.class)
class SubscriptionRoutesTest {
    private static final String OPERATOR =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString("ops:changeit".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(strings = {"/subscriptions", "/subscriptions/orders"})
    void a_list_of_groups_is_empty(String path, Client client) {
        HttpResponse<String> list = client.get(path);

        assertThat(list.statusCode()).isEqualTo(404);
        assertThat(list.body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/info", "/20"})
    void a_group_is_missing_and_people_are_told_why(String what, Client client) {
        HttpResponse<String> group =
                client.get("/subscriptions/orders/readers" + what, "Accept", "*/*");

        assertThat(group.statusCode()).isEqualTo(404);
        assertThat(group.body()).contains("not part of this version");
    }

    @Test
    void creating_a_group_is_not_implemented_and_says_so(Client client) {
        HttpResponse<String> created =
                client.post(
                        "/subscriptions/orders/readers",
                        "{}",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        OPERATOR);

        assertThat(created.statusCode()).isEqualTo(501);
        assertThat(created.headers().firstValue("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith("/subscriptions/orders/readers"));
        assertThat(created.body())
                .contains("\"result\": \"Fail\"")
                .contains("Persistent subscriptions are not part of this version.");
    }

    @Test
    void only_operators_manage_groups(Client client) {
        HttpResponse<String> deleted = client.delete("/subscriptions/orders/readers");

        assertThat(deleted.statusCode()).isEqualTo(401);
        assertThat(deleted.body()).contains("\"result\": \"AccessDenied\"");
        assertThat(client.delete("/subscriptions/orders/readers", "Authorization", OPERATOR).body())
                .contains("\"result\": \"DoesNotExist\"");
    }

    @Test
    void an_answer_in_xml_is_xml(Client client) {
        assertThat(client.post("/subscriptions/a/b/ack?ids=1", "", "Accept", "text/xml").body())
                .startsWith("<?xml")
                .contains("<Result>Fail</Result>");
    }
}
