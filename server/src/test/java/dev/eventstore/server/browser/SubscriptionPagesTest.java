package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.group.GroupId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
@Timeout(120)
class SubscriptionPagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BILLING = "/subscriptions/order-1/billing";

    private LocalNode node;
    private Client client;

    @BeforeEach
    void start() {
        node = LocalNode.inMemory("--insecure");
        client = new Client(node.uri());
        Shop.fill(node.streams());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void makes_a_group_with_every_setting_changes_and_deletes_it(Tab tab) throws IOException {
        tab.open(node.uri(), "#/streams/order-1");
        tab.main().getByText("Groups (0)").click();
        tab.heading("Persistent subscriptions");
        tab.sees("No groups yet.");
        tab.main().getByText("New group").click();
        tab.heading("New group");
        assertThat(tab.main().locator("[name=stream]")).hasValue("order-1");
        tab.main().locator("[name=group]").fill("billing");
        tab.main().getByLabel("At an event number").check();
        tab.main().locator("[name=startNumber]").fill("2");
        tab.main().locator("[name=strategy]").selectOption("Pinned");
        tab.main().getByLabel("Resolve links").check();
        tab.main().getByLabel("Extra statistics").check();
        tab.main().locator("[name=retriesMax]").fill("3");
        tab.main().locator("[name=readBatch]").fill("500");
        tab.button("Create group").click();
        tab.sees("must hold more events than are read at a time");
        tab.main().locator("[name=readBatch]").fill("7");
        tab.button("Create group").click();

        tab.heading("billing");
        JsonNode config = info().get("config");
        assertThat(config.get("startFrom").asLong()).isEqualTo(2);
        assertThat(config.get("namedConsumerStrategy").textValue()).isEqualTo("Pinned");
        assertThat(config.get("resolveLinktos").booleanValue()).isTrue();
        assertThat(config.get("extraStatistics").booleanValue()).isTrue();
        assertThat(config.get("maxRetryCount").asInt()).isEqualTo(3);
        assertThat(config.get("readBatchSize").asInt()).isEqualTo(7);

        tab.page().keyboard().press("s");
        assertThat(tab.main().locator("[name=retriesMax]")).hasValue("3");
        tab.main().locator("[name=consumersMax]").fill("2");
        tab.button("Save settings").click();
        answer(tab, "Change");
        tab.toldOf("Settings changed");
        assertThat(info().get("config").get("maxSubscriberCount").asInt()).isEqualTo(2);

        tab.button("Delete").click();
        tab.dialog().locator("input").fill("billing");
        answer(tab, "Delete");
        tab.heading("Persistent subscriptions");
        assertThat(client.get(BILLING + "/info").statusCode()).isEqualTo(404);
        tab.hasNoComplaints();
    }

    @Test
    void makes_a_group_of_everything_with_a_filter_and_has_it_begin_anew(Tab tab)
            throws IOException {
        tab.open(node.uri(), "#/subscriptions/new");
        tab.main().locator("[name=stream]").fill("$all");
        tab.main().locator("[name=filter]").selectOption("EVENT_TYPE:prefix");
        tab.main().locator("[name=filterText]").fill("orderPaid, orderShipped");
        tab.main().locator("[name=group]").fill("audit");
        tab.button("Create group").click();
        tab.heading("audit");
        assertThat(ui("/%24all/audit").get("settings").get("filter").get("prefixes").toString())
                .isEqualTo("[\"orderPaid\",\"orderShipped\"]");

        tab.go("#/subscriptions/%24all/audit/edit");
        tab.main().getByLabel("With the next event that comes").check();
        tab.button("Begin anew").click();
        answer(tab, "Begin anew");
        tab.toldOf("audit begins anew");
        assertThat(ui("/%24all/audit").get("settings").get("start").textValue()).isEqualTo("end");
        tab.hasNoComplaints();
    }

    @Test
    void lists_groups_with_what_is_behind_and_parked(Tab tab) {
        Shop.park(node.uri(), "order-1", "billing", 2);
        Shop.park(node.uri(), "order-2", "shipping", 0);
        tab.open(node.uri(), "#/subscriptions");

        assertThat(rows(tab)).hasCount(2);
        assertThat(rows(tab).first()).containsText("billing");
        tab.main().locator("input[type=search]").fill("ship");
        assertThat(rows(tab)).hasCount(1);
        assertThat(tab.page().url().endsWith("q=ship")).isTrue();
        rows(tab).first().click();
        tab.heading("shipping");
        tab.sees("Nobody is connected.");

        tab.go("#/subscriptions");
        tab.button("Restart all").click();
        answer(tab, "Restart");
        tab.toldOf("The subscriptions were restarted");
        tab.hasNoComplaints();
    }

    @Test
    void replays_and_drops_parked_events_one_by_one_up_to_one_and_all(Tab tab) {
        Shop.park(node.uri(), "order-1", "billing", 6);
        tab.open(node.uri(), "#/subscriptions/order-1/billing/parked");
        assertThat(parked(tab)).hasCount(6);
        tab.sees("Nacked from HTTP");
        tab.sees("orderPlaced");

        act(tab, 3, "Replay");
        tab.toldOf("Parked event 3 is tried again");
        assertThat(parked(tab)).hasCount(5);
        act(tab, 4, "Drop");
        answer(tab, "Drop");
        tab.toldOf("Parked event 4 is dropped");
        assertThat(parked(tab)).hasCount(4);
        act(tab, 1, "Up to here");
        answer(tab, "Replay");
        assertThat(parked(tab)).hasCount(2);
        await().untilAsserted(() ->
                assertThat(ui("/order-1/billing").get("parked").asInt()).isEqualTo(2));

        tab.button("Drop all").click();
        answer(tab, "Drop all");
        tab.sees("put aside here");
        assertThat(client.get(BILLING + "/6").body()).contains("order-1");
        tab.hasNoComplaints();
    }

    @Test
    void replays_all_and_leads_to_a_changed_copy(Tab tab) throws IOException {
        Shop.park(node.uri(), "order-1", "billing", 3);
        tab.open(node.uri(), "#/subscriptions/order-1/billing/viewparkedmessages");
        assertThat(parked(tab)).hasCount(3);
        tab.button("Replay all").click();
        answer(tab, "Replay all");
        tab.sees("put aside here");
        assertThat(ui("/order-1/billing").get("parked").asInt()).isZero();

        Shop.park(node.uri(), "order-2", "billing", 1);
        tab.go("#/subscriptions/order-2/billing/parked");
        tab.main().getByText("Edit a copy").click();
        tab.heading("Add an event");
        assertThat(tab.main().getByLabel("Type")).hasValue("orderPlaced");
        tab.hasNoComplaints();
    }

    @Test
    void hostile_names_and_reasons_are_text(Tab tab) {
        String name = "<img src=x onerror=alert(5)>";
        GroupId group = new GroupId(StreamName.of("order-1"), name);
        String path =
                "/order-1/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        client.put("/subscriptions" + path, "{}", "Content-Type", "application/json");
        Shop.append(
                node.streams(),
                group.parked().value(),
                new NewEvent(
                        UUID.randomUUID(),
                        "$>",
                        false,
                        Payload.of("0@" + Shop.HOSTILE_STREAM),
                        Payload.of("{\"reason\":\"<img src=x onerror=alert(6)>\"}")));

        for (String tabName : new String[] {"", "/parked", "/settings"}) {
            tab.open(node.uri(), "#/subscriptions" + path + tabName);
            tab.heading(name);
        }
        tab.open(node.uri(), "#/subscriptions" + path + "/parked");
        tab.sees("<img src=x onerror=alert(6)>");
        tab.sees("<script>alert(2)</script>");
        tab.go("#/subscriptions");
        tab.sees(name);
        assertThat(tab.page().locator("img[onerror]")).hasCount(0);
        tab.hasNoComplaints();
    }

    @Test
    void the_palette_leads_to_a_group(Tab tab) {
        Shop.park(node.uri(), "order-1", "billing", 0);
        tab.open(node.uri(), "#/dashboard");
        tab.heading("Dashboard");
        tab.page().keyboard().press("Control+k");
        Locator field = tab.page().getByRole(AriaRole.COMBOBOX).last();
        field.fill("billing");
        assertThat(tab.page().locator("[role=option]").first()).containsText("billing of order-1");
        field.press("Enter");
        tab.heading("billing");
        tab.hasNoComplaints();
    }

    private static Locator rows(Tab tab) {
        return tab.main().locator(".grid-body [role=row]");
    }

    private static Locator parked(Tab tab) {
        return tab.main().locator("tbody tr");
    }

    /** Presses a button in the row of a parked event. */
    private static void act(Tab tab, int number, String name) {
        tab.main()
                .locator("tbody tr")
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        tab.page()
                                                .locator("td:first-child")
                                                .getByText("" + number)))
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void answer(Tab tab, String act) {
        tab.dialog()
                .getByRole(
                        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(act).setExact(true))
                .click();
    }

    private JsonNode info() throws IOException {
        return JSON.readTree(client.get(BILLING + "/info").body());
    }

    private JsonNode ui(String path) throws IOException {
        return JSON.readTree(client.get("/ui-api/subscriptions" + path).body());
    }
}
