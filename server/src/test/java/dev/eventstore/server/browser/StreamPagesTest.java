package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
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
class StreamPagesTest {
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
    void lists_streams_by_category_and_filters_them(Tab tab) {
        tab.open(node.uri(), "#/streams");
        assertThat(rows(tab)).hasCount(7);

        tab.main().locator(".tree").getByText("order").click();
        assertThat(rows(tab)).hasCount(5);
        search(tab).fill("order-3");
        assertThat(rows(tab)).hasCount(1);

        rows(tab).first().click();
        tab.heading("order-3");
        assertThat(tab.page()).hasTitle("order-3 · Event Store");
        tab.hasNoComplaints();
    }

    @Test
    void shows_events_as_they_come_and_holds_them_while_paused(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1");
        assertThat(rows(tab)).hasCount(6);
        tab.sees("Live");

        Shop.append(node.streams(), "order-1", Shop.event("orderShipped", "{\"by\":\"bike\"}"));
        assertThat(rows(tab).first()).containsText("orderShipped");

        tab.button("Pause").click();
        Shop.append(node.streams(), "order-1", Shop.event("orderLost", "{}"));
        Shop.append(node.streams(), "order-1", Shop.event("orderFound", "{}"));
        tab.sees("Paused");
        assertThat(rows(tab)).hasCount(7);

        tab.button("Go on").click();
        assertThat(rows(tab)).hasCount(9);
        assertThat(rows(tab).first()).containsText("orderFound");
        tab.hasNoComplaints();
    }

    @Test
    void a_tail_misses_nothing_of_a_burst(Tab tab) {
        tab.open(node.uri(), "#/streams/burst");
        tab.sees("There is no such stream yet");

        for (int i = 0; i < 40; i++) {
            node.streams().append(new Append(StreamName.of("burst"), Belief.ANY, Shop.many(50)));
        }

        assertThat(tab.main().locator(".badge").first()).hasText("2,000 events");
        assertThat(tab.main().locator("[role=grid]")).hasAttribute("aria-rowcount", "2001");
        tab.hasNoComplaints();
    }

    @Test
    void searches_everything_and_keeps_the_search_in_the_address(Tab tab) {
        tab.open(node.uri(), "#/events");
        search(tab).fill("type:orderPaid order.id>20");

        assertThat(rows(tab)).hasCount(5);
        assertThat(tab.page().url()).contains("q=type");
        tab.sees("5 found");

        Shop.append(node.streams(), "order-9", Shop.event("orderPaid", "{\"order\":{\"id\":99}}"));
        assertThat(rows(tab).first()).containsText("order-9");

        tab.page().reload();
        assertThat(rows(tab)).hasCount(6);
        tab.hasNoComplaints();
    }

    @Test
    void says_what_is_wrong_with_a_search(Tab tab) {
        tab.open(node.uri(), "#/events?q=id%3Anonsense");

        tab.sees("id: needs the id of an event");
    }

    @Test
    void adds_an_event_with_its_numbers_as_they_were_typed(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1/addEvent");
        tab.main().getByLabel("Type").fill("orderAudited");
        type(tab, "Data, JSON", "{\"total\": " + Shop.EXACT + "}");
        type(tab, "Metadata, JSON", "{\"user\": \"ada\"}");

        tab.button("Add event").click();

        tab.heading("orderAudited");
        tab.sees(Shop.EXACT);
        RecordedEvent event = newest("order-1");
        assertThat(event.data().text()).contains("\"total\": " + Shop.EXACT);
        assertThat(event.metadata().text()).contains("\"user\": \"ada\"");
        tab.hasNoComplaints();
    }

    @Test
    void adds_many_events_or_none(Tab tab) {
        tab.open(node.uri(), "#/addEvent");
        tab.main().getByLabel("Stream").first().fill("bulk");
        tab.button("Many").click();
        type(tab, "Events", "{\"eventType\":\"a\",\"data\":{\"n\":1}}\n{\"data\":{}}");
        tab.button("Add all or none").click();
        tab.sees("Event 2 has no eventType.");

        type(tab, "Events", "[{\"eventType\":\"a\",\"data\":1},{\"type\":\"b\",\"data\":{}}]");
        tab.button("Add all or none").click();

        tab.heading("bulk");
        assertThat(newest("bulk").revision().value()).isEqualTo(1);
        assertThat(newest("bulk").type()).isEqualTo("b");
        tab.hasNoComplaints();
    }

    @Test
    void an_event_is_not_added_where_the_stream_is_not_as_expected(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1/addEvent");
        tab.main().getByLabel("Type").fill("orderAudited");
        tab.main().locator("select").selectOption("-1");

        tab.button("Add event").click();

        tab.sees("nothing was written");
        assertThat(newest("order-1").type()).isEqualTo("orderPlaced");
    }

    @Test
    void adds_one_like_this(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1/0");
        tab.main().getByText("Add one like this").click();
        assertThat(tab.main().getByLabel("Type")).hasValue("orderPaid");

        tab.button("Add event").click();

        tab.heading("orderPaid");
        assertThat(newest("order-1").revision().value()).isEqualTo(6);
        assertThat(newest("order-1").data().text()).contains(Shop.EXACT);
        tab.hasNoComplaints();
    }

    @Test
    void shows_exact_numbers_and_what_differs_from_the_event_before(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1/1");
        assertThat(tab.main().locator(".json-number").nth(1)).hasText(Shop.EXACT);

        tab.page().keyboard().press("d");
        assertThat(tab.main().locator(".diff [data-sign='−']").first()).containsText("\"id\": 1");
        assertThat(tab.main().locator(".diff [data-sign='+']").first()).containsText("\"id\": 6");

        tab.page().keyboard().press("ArrowRight");
        assertThat(tab.main().locator(".page-head .badge").first()).hasText("order-1@2");
        tab.hasNoComplaints();
    }

    @Test
    void copies_an_event_as_code(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1/1");

        tab.button("curl").click();
        tab.toldOf("Copied for curl");
        assertThat(tab.clipboard())
                .contains("curl -i '" + node.uri() + "/streams/order-1'", Shop.EXACT);

        for (String language : new String[] {"Java", "Node.js", ".NET", "Test fixture"}) {
            tab.button(language).click();
            tab.toldOf("Copied for " + language);
            assertThat(tab.clipboard()).contains("order-1", "orderPlaced");
        }
    }

    @Test
    void follows_correlation_to_what_belongs_together(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1/1");
        tab.main().getByText(Shop.CORRELATION).click();

        assertThat(tab.main().locator(".graph rect")).hasCount(30);
        assertThat(tab.main().locator(".graph path")).hasCount(29);
        tab.hasNoComplaints();
    }

    @Test
    void changes_settings_and_leaves_alone_what_it_does_not_know(Tab tab) {
        Shop.append(
                node.streams(),
                "$$order-1",
                Shop.event("$metadata", "{\"mine\":" + Shop.EXACT + ",\"$maxCount\":9}"));
        tab.open(node.uri(), "#/streams/order-1/settings");
        tab.main().locator("[name='$maxCount']").fill("3");
        tab.main().locator("[name='acl.$r']").fill("ada, $ops");

        tab.button("Save settings").click();

        tab.toldOf("Settings saved");
        MetadataResult.InForce now =
                (MetadataResult.InForce) node.streams().metadata(StreamName.of("order-1"));
        assertThat(now.metadata().maxCount()).isEqualTo(3);
        assertThat(now.metadata().acl()).isNotNull();
        assertThat(newest("$$order-1").data().text())
                .contains("\"mine\": " + Shop.EXACT, "\"ada\"");
        tab.hasNoComplaints();
    }

    @Test
    void truncates_deletes_and_brings_back(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1/settings");
        tab.main().locator("[name=before]").fill("4");
        tab.button("Truncate").click();
        answer(tab, "Truncate");
        tab.toldOf("Events below 4 are hidden");
        assertThat(read("order-1", 3)).isInstanceOf(ReadEventResult.NotFound.class);

        tab.button("Soft delete").click();
        answer(tab, "Soft delete");
        tab.heading("Streams");
        assertThat(read("order-1", 5)).isInstanceOf(ReadEventResult.NoStream.class);

        tab.go("#/streams/order-1/settings");
        tab.button("Undo the deletion").click();
        tab.toldOf("The stream is back");
        assertThat(read("order-1", 0)).isInstanceOf(ReadEventResult.Found.class);
        tab.hasNoComplaints();
    }

    @Test
    void a_tombstone_needs_the_name_typed(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1/settings");
        tab.button("Tombstone").click();
        Locator act =
                tab.dialog()
                        .getByRole(
                                AriaRole.BUTTON,
                                new Locator.GetByRoleOptions().setName("Delete for good"));
        assertThat(act).isDisabled();

        tab.dialog().locator("input").fill("order-1");
        act.click();

        tab.heading("Streams");
        assertThat(read("order-1", 0)).isInstanceOf(ReadEventResult.StreamDeleted.class);
    }

    @Test
    void hostile_content_is_text(Tab tab) {
        String address = "#/streams/" + encoded(Shop.HOSTILE_STREAM);
        for (String page : new String[] {"#/streams", "#/events", address, address + "/0"}) {
            tab.open(node.uri(), page);
            tab.sees("<script>alert(2)</script>");
        }
        tab.open(node.uri(), address + "/0?tab=metadata&view=raw");
        tab.sees("</pre><img src=x onerror=alert(4)>");
        assertThat(tab.main().locator("img")).hasCount(0);
        tab.hasNoComplaints();
    }

    @Test
    void hostile_names_are_text_wherever_they_show(Tab tab) {
        String name = encoded(Shop.HOSTILE_STREAM);
        for (String page :
                new String[] {
                    "#/dashboard",
                    address("/settings"),
                    address("/addEvent"),
                    address("/0/addNewLikeThis"),
                    address("/0?tab=diff&with=order-1@0"),
                    "#/graph?s=" + encoded(name),
                    "#/correlation/" + name,
                    "#/subscriptions?stream=" + name,
                    "#/subscriptions/new?stream=" + name,
                    "#/events?q=" + encoded("type:<script>alert(2)</script>") + "&cols=<b>",
                    address("?cols=<b>"),
                }) {
            tab.open(node.uri(), page);
            assertThat(tab.main().locator("h1")).isVisible();
            assertThat(tab.page().locator("img[onerror], script:not([src], [type=importmap])"))
                    .hasCount(0);
        }
        tab.page().keyboard().press("Control+k");
        tab.page().locator(".palette input").fill("hostile");
        assertThat(tab.page().locator("[role=option]").first()).containsText("<img src=x");
        tab.hasNoComplaints();
    }

    private static String address(String rest) {
        return "#/streams/" + encoded(Shop.HOSTILE_STREAM) + rest;
    }

    @Test
    void invalid_text_is_shown_as_bytes(Tab tab) {
        byte[] broken = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
        Shop.append(
                node.streams(),
                "broken",
                new NewEvent(
                        UUID.randomUUID(), "broken", true, Payload.of(broken), Payload.of(broken)));
        for (String page : new String[] {"#/streams/broken/0", "#/streams/broken/0?tab=metadata"}) {
            tab.open(node.uri(), page);
            tab.sees("Binary");
            tab.sees("7b 22 61 22 3a 22 c3 28 22 7d");
        }
        tab.open(node.uri(), "#/events?q=stream:broken");
        tab.sees("binary, 10 B");
        tab.hasNoComplaints();
    }

    @Test
    void deep_and_large_documents_are_shown(Tab tab) {
        Shop.append(
                node.streams(),
                "deep",
                Shop.event("deep", "[".repeat(20_000) + "]".repeat(20_000)));
        Shop.append(
                node.streams(),
                "large",
                Shop.event("large", "{\"text\":\"" + "x".repeat(10_000_000) + "\"}"));

        tab.open(node.uri(), "#/streams/deep/0");
        tab.heading("deep");
        tab.sees("1 item");
        tab.go("#/streams/large/0");
        tab.heading("large");
        tab.sees("10000002 characters");
        tab.hasNoComplaints();
    }

    private static Locator search(Tab tab) {
        return tab.main().locator("input[type=search]");
    }

    private static Locator rows(Tab tab) {
        return tab.main().locator(".grid-body [role=row]");
    }

    private static void type(Tab tab, String label, String text) {
        Locator editor =
                tab.main().getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
        editor.fill(text);
    }

    private static void answer(Tab tab, String act) {
        tab.dialog()
                .getByRole(
                        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(act).setExact(true))
                .click();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private ReadEventResult read(String stream, long revision) {
        return node.streams().readEvent(new ReadEvent(StreamName.of(stream), revision, false));
    }

    private RecordedEvent newest(String stream) {
        return ((ReadEventResult.Found) read(stream, ReadEvent.NEWEST)).event().original();
    }
}
