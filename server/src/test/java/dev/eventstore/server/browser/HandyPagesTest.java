package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What spares work: decoding, searches with names, forms that fill themselves. */
@ExtendWith(Chromium.class)
@Timeout(120)
class HandyPagesTest {
    private LocalNode node;

    @BeforeEach
    void start() {
        node = LocalNode.inMemory("--insecure");
        Shop.fill(node.streams());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void shows_the_fields_of_a_message_without_its_schema(Tab tab) {
        // Field 1: 150; 2: a text; 3: a message in the message; 5: bytes.
        String hex = "089601" + "120774657374696e67" + "1a0608011202" + "6f6b" + "2a02fffe";
        Payload message = Payload.of(HexFormat.of().parseHex(hex));
        Shop.append(
                node.streams(),
                "packed",
                new NewEvent(UUID.randomUUID(), "message", false, message, Payload.EMPTY));
        tab.open(node.uri(), "#/streams/packed/0");

        tab.sees("Protocol Buffers");
        assertThat(tab.main().locator(".json-number").first()).hasText("150");
        assertThat(tab.main().locator(".json-string").first()).hasText("\"testing\"");
        assertThat(tab.main().locator(".json-string").last()).hasText("\"ok\"");
        assertThat(tab.main().locator(".json-word")).hasText("2 bytes: ff fe");
        tab.hasNoComplaints();
    }

    @Test
    void finds_in_a_tree_what_is_folded(Tab tab) {
        Shop.append(
                node.streams(),
                "deep",
                Shop.event("deep", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":\"Needle\"}}}}}"));
        tab.open(node.uri(), "#/streams/deep/0");
        assertThat(tab.main().locator(".json-string")).hasCount(0);

        tab.main().getByLabel("Find in the tree").fill("needle");

        assertThat(tab.main().locator(".json-hit .json-string")).hasText("\"Needle\"");
        tab.hasNoComplaints();
    }

    @Test
    void who_comes_back_finds_the_list_as_it_was(Tab tab) {
        node.streams().append(new Append(StreamName.of("long"), Belief.ANY, Shop.many(500)));
        tab.open(node.uri(), "#/streams/long");
        Locator table = tab.main().locator(".grid");
        Locator row = tab.main().locator("#row-220");
        assertThat(table).hasAttribute("aria-rowcount", "501");
        table.evaluate("table => { table.scrollTop = 220 * 30; }");
        row.click();
        assertThat(tab.page()).hasURL(Pattern.compile(".*#/streams/long/279"));
        tab.heading("orderPaid");

        tab.page().goBack();

        assertThat(row).isInViewport();
        assertThat(row).hasAttribute("aria-selected", "true");
        tab.go("#/streams/order-1");
        tab.heading("order-1");
        tab.go("#/streams/long");
        assertThat(tab.main().locator("#row-0")).isInViewport();
        tab.hasNoComplaints();
    }

    @Test
    void looks_through_the_log_without_asking_for_it_again(Tab tab) {
        List<String> asked = new ArrayList<>();
        tab.page()
                .onRequest(request -> {
                    if (request.url().contains("/ui-api/log")) {
                        asked.add(request.url());
                    }
                });
        tab.open(node.uri(), "#/logs");
        tab.sees("Live");

        tab.main().getByRole(AriaRole.SEARCHBOX).pressSequentially("word");

        assertThat(tab.page()).hasURL(Pattern.compile(".*q=word"));
        tab.sees("Live");
        assertThat(asked).hasSize(1);
    }

    @Test
    void gives_searches_names_and_leads_to_them(Tab tab) {
        tab.open(node.uri(), "#/events?q=type%3AorderPaid");
        tab.sees("15 found");
        tab.main().getByText("Saved", exactly()).click();
        tab.main().locator(".saved [name=name]").fill("What was paid");
        tab.main().locator(".saved form button").click();
        tab.toldOf("Saved as What was paid");

        tab.open(node.uri(), "#/dashboard");
        tab.heading("Dashboard");
        tab.page().keyboard().press("Control+k");
        tab.page().locator(".palette input").fill("what was");
        assertThat(tab.page().locator("[role=option]").first()).containsText("What was paid");
        tab.page().keyboard().press("Enter");
        tab.heading("All events");
        tab.sees("15 found");

        tab.main().getByText("Saved (1)").click();
        tab.main().getByLabel("Forget What was paid").click();
        assertThat(tab.main().getByText("Saved", exactly())).isVisible();
        tab.hasNoComplaints();
    }

    @Test
    void lanes_are_picked_one_after_the_other(Tab tab) {
        tab.open(node.uri(), "#/graph");
        Locator field = tab.main().getByLabel("Add a stream");
        field.fill("order-1");
        field.press("Enter");
        tab.heading("Lanes");
        tab.main().getByLabel("Add a stream").fill("order-2");
        tab.main().getByLabel("Add a stream").press("Enter");
        assertThat(tab.main().locator(".lanes circle")).hasCount(12);

        tab.main().getByLabel("Without order-1").click();

        assertThat(tab.main().locator(".lanes circle")).hasCount(6);
        assertThat(tab.page().url().endsWith("s=order-2")).isTrue();
        tab.hasNoComplaints();
    }

    @Test
    void fills_the_form_from_a_curl_command(Tab tab) {
        tab.open(node.uri(), "#/addEvent");
        tab.main().getByText("From curl").click();
        tab.main()
                .locator("[name=curl]")
                .fill(
                        """
                        curl -i http://127.0.0.1:2113/streams/order%2D9 \\
                          -H 'Content-Type: application/json' -H "ES-EventType: orderLost" \\
                          -d '{"why": "it isn'\\''t there"}'
                        """);
        tab.button("Fill the form").click();
        assertThat(tab.main().locator("[name=stream]")).hasValue("order-9");
        tab.button("Add event").click();

        tab.heading("orderLost");
        assertThat(newest("order-9").data().text()).contains("it isn't there");
        tab.hasNoComplaints();
    }

    @Test
    void fills_the_form_with_the_newest_event_of_a_type(Tab tab) {
        tab.open(node.uri(), "#/addEvent");
        tab.main().locator("[name=stream]").fill("order-9");
        tab.main().locator("[name=type]").fill("orderPaid");
        tab.button("Like the newest of this type").click();
        tab.sees("\"id\": 29");
        tab.button("Add event").click();

        tab.heading("orderPaid");
        assertThat(newest("order-9").data().text()).contains(Shop.EXACT);
        tab.hasNoComplaints();
    }

    @Test
    void makes_a_sample_of_what_events_of_a_type_have_in_common(Tab tab) {
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            String more = i == 0 ? ",\"rare\":1" : "";
            String json =
                    "{\"id\":\"" + id + "\",\"lines\":[{\"item\":\"tea\"}],\"big\":" + Shop.EXACT;
            Shop.append(node.streams(), "s", Shop.event("sampled", json + more + "}"));
        }
        tab.open(node.uri(), "#/addEvent");
        tab.main().locator("[name=stream]").fill("made");
        tab.main().locator("[name=type]").fill("sampled");
        tab.button("Sample").click();
        tab.sees("\"item\": \"tea\"");
        tab.button("Add event").click();

        tab.heading("sampled");
        assertThat(newest("made").data().text())
                .contains("\"id\":", Shop.EXACT)
                .doesNotContain(id, "rare");
        tab.hasNoComplaints();
    }

    @Test
    void jumps_to_a_time_in_the_zone_that_was_chosen(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1");
        tab.heading("order-1");
        tab.page().getByLabel("Time zone").selectOption("Asia/Tokyo");
        tab.main().locator("[name=to]").fill("2026-01-02 08:30");

        Request asked = tab.page().waitForRequest("**/at?time=*", () -> tab.button("Go").click());

        assertThat(URLDecoder.decode(asked.url(), StandardCharsets.UTF_8))
                .endsWith("time=2026-01-01T23:30:00.000Z");
    }

    @Test
    void shows_fields_from_the_beginning_of_long_data(Tab tab) {
        String json = "{\"order\":{\"id\":7},\"text\":\"" + "x".repeat(2_000) + "\",\"item\":1}";
        Shop.append(node.streams(), "long", Shop.event("long", json));
        tab.open(node.uri(), "#/streams/long?cols=order.id,item");

        Locator first = tab.main().locator(".grid-body [role=row]").first();
        assertThat(first.locator("[role=gridcell]").nth(2)).hasText("7");
        assertThat(first.locator("[role=gridcell]").nth(3)).hasText("–");
        tab.hasNoComplaints();
    }

    @Test
    void shows_fields_of_the_data_as_columns(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1");
        tab.main().getByText("Columns", exactly()).click();
        tab.main().locator("[name=cols]").fill("order.id, item");
        tab.button("Show").click();

        Locator first = tab.main().locator(".grid-body [role=row]").first();
        assertThat(first.locator("[role=gridcell]").nth(2)).hasText("26");
        assertThat(first.locator("[role=gridcell]").nth(3)).hasText("tea");
        tab.go("#/events?cols=order.id");
        tab.heading("All events");
        assertThat(tab.main().locator("[role=columnheader]").nth(3)).hasText("order.id");
        tab.hasNoComplaints();
    }

    @Test
    void saves_a_stream_as_a_file_that_can_be_added_again(Tab tab) throws IOException {
        tab.open(node.uri(), "#/streams/order-1");
        tab.main().getByText("Download").click();
        Download file = tab.page().waitForDownload(() -> tab.button("Events").click());
        List<String> lines = Files.readAllLines(file.path());
        assertThat(lines).hasSize(6).first().asString().contains("orderPaid", Shop.EXACT);

        tab.go("#/addEvent");
        tab.main().locator("[name=stream]").fill("copied");
        tab.button("Many").click();
        tab.main().locator("input[type=file]").setInputFiles(file.path());
        tab.sees("orderPaid");
        tab.button("Add all or none").click();

        tab.heading("copied");
        assertThat(newest("copied").revision().value()).isEqualTo(5);
        assertThat(newest("copied").data().text()).contains(Shop.EXACT);
        tab.hasNoComplaints();
    }

    @Test
    void shows_what_consumers_of_groups_do(Tab tab) {
        Shop.park(node.uri(), "order-1", "billing", 0);
        tab.open(node.uri(), "#/requests");
        tab.sees("Live");
        Locator rows = tab.main().locator(".grid-body [role=row]");
        String group = "/subscriptions/order-1/billing";
        // A tab belongs to this thread.
        await().pollInSameThread()
                .untilAsserted(() -> {
                    new Client(node.uri())
                            .get(
                                    group + "/2",
                                    "Accept",
                                    "application/vnd.eventstore.competingatom+json");
                    assertThat(rows.count()).isPositive();
                });

        assertThat(rows.last()).containsText("group billing, up to 2");
        rows.last().getByLabel("Copy as curl").click();
        tab.toldOf("Copied as curl");
        assertThat(tab.clipboard()).contains(group + "/2");
        tab.hasNoComplaints();
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private RecordedEvent newest(String stream) {
        ReadEvent read = new ReadEvent(StreamName.of(stream), ReadEvent.NEWEST, false);
        return ((ReadEventResult.Found) node.streams().readEvent(read)).event().original();
    }
}
