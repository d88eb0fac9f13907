package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The explorer of the HTTP API. */
@ExtendWith(Chromium.class)
@Timeout(120)
class ApiPageTest {
    private static final Pattern TEMPLATE = Pattern.compile("\"template\":\"([^\"]+)\"");

    private LocalNode node;

    @BeforeEach
    void start() {
        node = LocalNode.inMemory("--insecure", "--run-projections=All");
        Shop.fill(node.streams());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void every_resource_of_the_node_is_listed_and_described(Tab tab) {
        List<String> served =
                TEMPLATE.matcher(new Client(node.uri()).get("/ui-api/resources").body())
                        .results()
                        .map(found -> found.group(1))
                        .filter(template -> !template.endsWith("/"))
                        .toList();
        tab.open(node.uri(), "#/api");
        tab.sees("The newest page of a stream");

        assertThat(resources(tab)).hasCount(served.size());
        assertThat(tab.main().locator(".tree")).not().containsText("Others");
        tab.hasNoComplaints();
    }

    @Test
    void every_resource_of_the_list_can_be_chosen(Tab tab) {
        tab.open(node.uri(), "#/api");
        tab.sees("The newest page of a stream");
        for (Locator resource : resources(tab).all()) {
            String name = resource.textContent().strip();
            resource.click();

            assertThat(tab.main().locator(".resource-title")).hasText(name);
        }
        tab.hasNoComplaints();
    }

    @Test
    void deletes_for_good_with_the_header(Tab tab) {
        tab.open(node.uri(), "#/api");
        tab.main().locator("input[type=search]").fill("DELETE /streams");
        resources(tab).first().click();
        tab.field("stream").fill("order-2");
        tab.main().locator("input[name=ES-HardDelete]").fill("true");
        tab.button("Send").click();
        confirmed(tab).click();
        tab.sees("204 Stream deleted");

        assertThat(
                        new Client(node.uri())
                                .get("/streams/order-2", "Accept", "application/json")
                                .statusCode())
                .isEqualTo(410);
        tab.hasNoComplaints();
    }

    @Test
    void sends_a_call_and_shows_what_came_back(Tab tab) {
        tab.open(node.uri(), "#/api");
        tab.field("stream").fill("order-1");
        tab.button("Send").click();

        tab.sees("200 OK");
        assertThat(answer(tab)).containsText("/streams/order-1/head/backward/20");
        answer(tab).locator("summary").click();
        assertThat(answer(tab)).containsText("cache-control");
        tab.button("Copy body").click();
        assertThat(tab.clipboard()).contains("\"streamId\": \"order-1\"");
        tab.button("Copy as curl").click();
        assertThat(tab.clipboard())
                .contains(node.uri().resolve("/streams/order-1?embed=body").toString())
                .contains("Accept: application/vnd.eventstore.atom+json");
        tab.hasNoComplaints();
    }

    @Test
    void appends_and_asks_before_it_deletes(Tab tab) {
        tab.open(node.uri(), "#/api");
        tab.main().locator("input[type=search]").fill("appends POST");
        resources(tab).first().click();
        tab.field("stream").fill("tried-1");
        tab.button("Send").click();
        tab.sees("201 Created");
        assertThat(newestType("tried-1")).isEqualTo("tried");
        tab.isAccessibleInBothThemes();

        tab.main().locator("input[type=search]").fill("DELETE /streams");
        resources(tab).first().click();
        tab.button("Send").click();
        tab.sees("Put something in place of {stream} in the path.");
        tab.field("stream").fill("tried-1");
        tab.button("Send").click();
        confirmed(tab).click();
        tab.sees("204 Stream deleted");
        Client client = new Client(node.uri());
        assertThat(client.get("/streams/tried-1", "Accept", "application/json").statusCode())
                .isEqualTo(404);
        tab.hasNoComplaints();
    }

    @Test
    void shows_refusals_and_the_beginning_of_what_has_no_end(Tab tab) {
        tab.open(node.uri(), "#/api?r=GET%20/streams/%7Bstream%7D");
        Locator path = tab.main().locator(".http-call [name=path]");
        path.fill("elsewhere");
        tab.button("Send").click();
        tab.sees("The path begins with one slash.");
        path.fill("/streams/nowhere");
        tab.button("Send").click();
        tab.sees("404 Not Found");
        tab.forgetComplaints(); // Browsers complain of each answer like that.

        path.fill("/ui-api/tail");
        tab.button("Send").click();
        tab.sees("the beginning of it");
        tab.hasNoComplaints();
    }

    private String newestType(String stream) {
        ReadEvent read = new ReadEvent(StreamName.of(stream), ReadEvent.NEWEST, false);
        return ((ReadEventResult.Found) node.streams().readEvent(read)).event().original().type();
    }

    private static Locator resources(Tab tab) {
        return tab.main().locator(".tree button");
    }

    private static Locator answer(Tab tab) {
        return tab.main().locator(".answer");
    }

    private static Locator confirmed(Tab tab) {
        return tab.dialog()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Send").setExact(true));
    }
}
