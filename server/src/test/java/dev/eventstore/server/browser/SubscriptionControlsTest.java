package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.stream.Append;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every control of the pages about persistent subscriptions. */
@ExtendWith(Chromium.class)
@Timeout(120)
class SubscriptionControlsTest {
    /** The numbers of the form, with a value for each that is not its default. */
    private static final List<List<String>> NUMBERS =
            List.of(
                    List.of("Message timeout, ms", "1234", "messageTimeoutMillis"),
                    List.of("Retries", "3", "retriesMax"),
                    List.of("Consumers", "4", "consumersMax"),
                    List.of("Buffer, events", "501", "historyBuffer"),
                    List.of("Live buffer, events", "502", "liveBuffer"),
                    List.of("Read at a time, events", "21", "readBatch"),
                    List.of("Not more often than, ms", "1001", "checkpointAfterMillis"),
                    List.of("After at least, events", "11", "checkpointMinCount"),
                    List.of("At once after, events", "501", "checkpointMaxCount"));

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
    void groups(Tab tab) {
        Shop.park(node.uri(), "order-1", "billing", 2);
        Shop.park(node.uri(), "order-2", "shipping", 0);
        Locator rows = tab.main().locator(".grid-body [role=row]");
        Controls page =
                Controls.of(
                        tab,
                        node.uri(),
                        "#/subscriptions?stream=order-1",
                        "Persistent subscriptions");
        assertThat(rows).hasCount(1);
        page.leadsTo("link New group", "New group");
        page.leadsTo("link in Stream", "order-1");
        page.leadsTo("link in Group", "billing");
        page.press("link in Parked", () -> tab.sees("Parked events"));
        page.again();
        page.press("button Show groups of all streams", () -> assertThat(rows).hasCount(2));
        page.choose(
                "choice Order", "parked", () -> assertThat(rows.first()).containsText("billing"));
        page.fill("field Filter", "ship", () -> assertThat(rows).hasCount(1));
        page.press("button Restart all");
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        page.press("button Restart all");
        page.press("button Restart", () -> tab.toldOf("The subscriptions were restarted"));
        page.nothingIsLeft();
    }

    @Test
    void new_group(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/subscriptions/new", "New group");
        page.leadsTo("link Persistent subscriptions", "Persistent subscriptions");
        page.fill("field Stream", "$all");
        page.fill("field Group", "audit");
        page.press("radio With the first event");
        page.press("radio With the next event that comes");
        page.press("radio At a position");
        page.fill("field Number to begin at", "5");
        page.choose("choice Filter", "STREAM_NAME:regex");
        page.fill("field Beginnings, with commas between them, or an expression", "^order");
        page.choose("choice Strategy", "DispatchToSingle");
        page.press("box Resolve links");
        page.press("box Extra statistics");
        NUMBERS.forEach(number -> page.fill("field " + number.get(0), number.get(1)));
        page.press("button Create group", () -> tab.heading("audit"));

        String made = ui("/%24all/audit");
        assertThat(made)
                .contains("\"start\":5", "\"regex\":\"^order\"", "\"subject\":\"STREAM_NAME\"")
                .contains("\"strategy\":\"DispatchToSingle\"", "\"resolveLinks\":true")
                .contains("\"extraStatistics\":true");
        NUMBERS.forEach(
                number -> assertThat(made).contains("\"" + number.get(2) + "\":" + number.get(1)));

        tab.go("#/subscriptions/new?stream=order-1");
        tab.main().locator("[name=group]").fill("late");
        page.press("radio At an event number");
        page.press("button Create group", () -> tab.heading("late"));
        assertThat(ui("/order-1/late")).contains("\"start\":0");
        page.nothingIsLeft();
    }

    @Test
    void overview_of_a_group(Tab tab) {
        Shop.park(node.uri(), "order-1", "billing", 1);
        Controls page =
                Controls.of(tab, node.uri(), "#/subscriptions/order-1/billing", "billing")
                        .alike("link Parked #", "link Parked");
        page.leadsTo("link Persistent subscriptions", "Persistent subscriptions");
        page.leadsTo("link order-#", "order-1");
        page.leadsTo("link Groups of this stream", "Persistent subscriptions");
        page.press("link Parked", () -> tab.sees("Parked events"));
        page.press("link Overview", () -> tab.sees("Nobody is connected."));
        page.press("link Settings", () -> assertThat(tab.button("Save settings")).isVisible());
        page.again();
        page.press(
                "link Measure how long they take",
                () -> assertThat(tab.button("Save settings")).isVisible());
        page.again();
        page.nothingIsLeft();
    }

    @Test
    void parked_events(Tab tab) {
        park(120);
        Controls page =
                Controls.of(tab, node.uri(), "#/subscriptions/order-1/billing/parked", "billing")
                        .alike("link Parked #", "link Parked");
        Locator rows = tab.main().locator("tbody tr");
        page.leadsTo("link Persistent subscriptions", "Persistent subscriptions");
        page.leadsTo("link order-#", "order-1");
        page.leadsTo("link Groups of this stream", "Persistent subscriptions");
        page.press("link Overview", () -> tab.sees("Nobody is connected."));
        page.press("link Parked", () -> assertThat(rows).hasCount(100));
        page.leadsTo("link in Event", "orderPaid");
        page.leadsTo("link Edit a copy", "Add an event");
        assertThat(rows).hasCount(100);
        page.press("button Show more", () -> assertThat(rows).hasCount(120));
        page.press("link Edit a copy", () -> tab.sees("A copy of parked event 0 of billing"));
        tab.button("Add event").click();
        assertThat(tab.dialog()).containsText("The copy is there: event 6 of order-1.");
        tab.isAccessible();
        page.press("button Keep it parked", () -> assertThat(rows).hasCount(100));
        parkedAre(120);
        page.press("link Edit a copy", () -> tab.sees("A copy of parked event 0 of billing"));
        tab.button("Add event").click();
        page.press("button Drop it", () -> tab.toldOf("Parked event 0 is dropped"));
        parkedAre(119);
        page.again();
        page.press("button Replay", () -> tab.toldOf("Parked event 1 is tried again"));
        parkedAre(118);
        page.press("button Drop");
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        parkedAre(118);
        page.press("button Drop");
        answer(tab, "Drop");
        parkedAre(117);
        page.press("button Up to here");
        answer(tab, "Replay");
        parkedAre(116);
        page.press("button Replay all");
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        page.press("button Drop all");
        answer(tab, "Drop all");
        parkedAre(0);
        tab.sees("put aside here");
        park(1);
        page.press("button Replay all");
        answer(tab, "Replay all");
        parkedAre(0);
        page.press("link Settings", () -> assertThat(tab.button("Save settings")).isVisible());
        page.nothingIsLeft();
    }

    @Test
    void settings_of_a_group(Tab tab) {
        Shop.park(node.uri(), "order-1", "billing", 0);
        String hash = "#/subscriptions/order-1/billing/settings";
        Controls page =
                Controls.of(tab, node.uri(), hash, "billing").alike("link Parked #", "link Parked");
        page.leadsTo("link Persistent subscriptions", "Persistent subscriptions");
        page.leadsTo("link order-#", "order-1");
        page.leadsTo("link Groups of this stream", "Persistent subscriptions");
        page.press("link Overview", () -> tab.sees("Nobody is connected."));
        page.press("link Parked", () -> tab.sees("put aside here"));
        page.press("link Settings", () -> assertThat(tab.button("Save settings")).isVisible());
        page.press("radio With the first event");
        page.press("radio With the next event that comes");
        page.press("radio At an event number");
        page.fill("field Number to begin at", "2");
        page.choose("choice Strategy", "Pinned");
        page.press("box Resolve links");
        page.press("box Extra statistics");
        NUMBERS.forEach(number -> page.fill("field " + number.get(0), number.get(1)));
        page.press("button Save settings");
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        assertThat(ui("/order-1/billing")).contains("\"strategy\":\"RoundRobin\"");
        page.press("button Save settings");
        page.press("button Change", () -> tab.toldOf("Settings changed"));
        assertThat(ui("/order-1/billing"))
                .contains("\"strategy\":\"Pinned\"", "\"resolveLinks\":true", "\"start\":2")
                .contains("\"extraStatistics\":true");
        NUMBERS.forEach(number ->
                assertThat(ui("/order-1/billing"))
                        .contains("\"" + number.get(2) + "\":" + number.get(1)));

        page.press("button Begin anew");
        answer(tab, "Begin anew");
        tab.toldOf("billing begins anew");
        page.press("button Delete");
        page.fill("field Type billing to go on", "billing");
        tab.hasNoComplaints();
        answer(tab, "Delete");
        tab.heading("Persistent subscriptions");
        // The page may have asked once more how the group does.
        tab.forgetComplaints();
        assertThat(client.get("/subscriptions/order-1/billing/info").statusCode()).isEqualTo(404);
        page.nothingIsLeft();
    }

    /** Puts events aside for the group as the node does, without a consumer for each. */
    private void park(int count) {
        client.put("/subscriptions/order-1/billing", "{}", "Content-Type", "application/json");
        NewEvent[] links =
                Stream.generate(() ->
                                new NewEvent(
                                        UUID.randomUUID(),
                                        "$>",
                                        false,
                                        Payload.of("0@order-1"),
                                        Payload.of("{\"reason\":\"too odd\"}")))
                        .limit(count)
                        .toArray(NewEvent[]::new);
        StreamName parked = new GroupId(StreamName.of("order-1"), "billing").parked();
        node.streams().append(new Append(parked, Belief.ANY, List.of(links)));
    }

    private void parkedAre(int count) {
        await().untilAsserted(() ->
                assertThat(ui("/order-1/billing")).contains("\"parked\":" + count + ","));
    }

    private static void answer(Tab tab, String act) {
        tab.dialog().getByText(act, new Locator.GetByTextOptions().setExact(true)).click();
    }

    private String ui(String path) {
        return client.get("/ui-api/subscriptions" + path).body();
    }
}
