package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every control of the pages about streams and what is in them. */
@ExtendWith(Chromium.class)
@Timeout(120)
class StreamControlsTest {
    private static final Pattern EVENTS = Pattern.compile("\\d+ events");

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
    void streams(Tab tab) {
        Controls page =
                Controls.of(tab, node.uri(), "#/streams", "Streams")
                        .alike("button \\$.*", "button a category of system streams");
        page.leadsTo("link Add event", "Add an event");
        page.press("button order#", () -> assertThat(rows(tab)).hasCount(5));
        page.press("button binary#", () -> assertThat(rows(tab)).hasCount(1));
        page.press("button hostile#", () -> assertThat(rows(tab)).hasCount(1));
        page.press("button All streams#", () -> assertThat(rows(tab)).hasCount(7));
        page.choose(
                "choice Order",
                "name",
                () -> assertThat(rows(tab).first()).containsText("binary-1"));
        page.choose(
                "choice Order",
                "created",
                () -> assertThat(rows(tab).last()).containsText("order-0"));
        page.press("box System streams", () -> tab.sees("without a category"));
        page.press("button a category of system streams", () -> assertThat(rows(tab)).hasCount(1));
        page.press("button without a category#", () -> assertThat(rows(tab)).hasCount(6));
        page.press("button All streams#", () -> assertThat(rows(tab).nth(8)).isVisible());
        page.press("box System streams", () -> assertThat(rows(tab)).hasCount(7));
        page.fill("field Filter by name", "order-3", () -> assertThat(rows(tab)).hasCount(1));
        page.press("link in Stream", () -> tab.heading("order-3"));
        page.nothingIsLeft();
    }

    @Test
    void no_streams(Tab tab) {
        try (LocalNode empty = LocalNode.inMemory("--insecure")) {
            tab.open(empty.uri(), "#/streams");
            tab.sees("No streams yet.");
            tab.main().getByText("Add the first event").click();
            tab.heading("Add an event");
            tab.go("#/events");
            tab.main().getByText("Add the first one").click();
            tab.heading("Add an event");
        }
    }

    @Test
    void a_stream(Tab tab) {
        limit("order-1", "{\"$maxCount\": 100}");
        Controls page =
                Controls.of(tab, node.uri(), "#/streams/order-1", "order-1")
                        .alike("link Groups .*", "link Groups");
        page.leadsTo("link Streams", "Streams");
        page.leadsTo("link order", "Streams");
        page.leadsTo("link has settings", "Settings");
        page.leadsTo("link Settings", "Settings");
        page.leadsTo("link Add event", "Add an event");
        page.leadsTo("link Groups", "Persistent subscriptions");
        page.leadsTo("link State", "State");
        page.leadsTo("link Lanes", "Lanes");
        page.leadsTo("link in Event", "orderPlaced");
        page.press("button Pause", () -> tab.sees("Paused"));
        append("order-1", "orderLost", "{}");
        page.press("button Go on", () -> tab.sees("orderLost"));
        page.fill("field Event number or time", "3");
        page.press("button Go", () -> assertThat(marked(tab)).containsText("3"));
        page.fill("field Event number or time", "2000-01-01");
        page.press("button Go", () -> assertThat(marked(tab)).hasAttribute("aria-rowindex", "8"));
        downloads(page, tab, "order-1");
        page.press("button Columns");
        page.fill("field Fields of the data as columns, up to #, with commas between them", "item");
        page.press("button Show", () -> assertThat(titles(tab)).containsText("item"));
        page.press("button Columns (#)");
        page.press("button None", () -> assertThat(titles(tab)).not().containsText("item"));
        unfold(page, tab);
        append("order-1", "orderGone", "{\"to\":{\"the\":\"" + "x".repeat(900) + "\"}}");
        assertThat(unfolded(tab).first()).containsText("x".repeat(900));
        tab.page().keyboard().press("u");
        assertThat(unfolded(tab)).hasCount(0);

        for (int i = 0; i < 60; i++) {
            append("order-1", "orderSeen", "{}");
        }
        append("order-1", "orderEnough", "{}");
        assertThat(rows(tab).first()).containsText("orderEnough");
        tab.main().locator(".grid").evaluate("grid => { grid.scrollTop = 900; }");
        assertThat(tab.main().locator("#row-30")).isInViewport();
        append("order-1", "orderBack", "{}");
        page.press("button # new", () -> assertThat(rows(tab).first()).containsText("orderBack"));
        page.nothingIsLeft();
    }

    private static void downloads(Controls page, Tab tab, String name) {
        page.press("button Download");
        Download file = tab.page().waitForDownload(() -> page.press("button Events"));
        assertThat(file.suggestedFilename()).isEqualTo(name + ".ndjson");
        page.press("button Download");
        Download cloud = tab.page().waitForDownload(() -> page.press("button CloudEvents"));
        assertThat(cloud.suggestedFilename()).isEqualTo(name + ".cloudevents.ndjson");
    }

    @Test
    void a_stream_that_is_not_there(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/streams/none", "none");
        page.leadsTo("link Streams", "Streams");
        tab.main().getByText("Add event").last().click();
        tab.heading("Add an event");

        node.streams().delete(new Delete(StreamName.of("order-2"), Belief.ANY, false));
        tab.open(node.uri(), "#/streams/order-2");
        tab.main().getByText("Undo the deletion").click();
        tab.heading("Settings");
        tab.hasNoComplaints();
    }

    @Test
    void all_events(Tab tab) {
        Controls page =
                Controls.of(tab, node.uri(), "#/events", "All events")
                        .alike("button Forget .*", "button Forget");
        page.leadsTo("link Add event", "Add an event");
        page.leadsTo("link in Stream", Shop.HOSTILE_STREAM);
        page.leadsTo("link in Stream, 2", "<script>alert(2)</script>");
        page.press("button Pause", () -> tab.sees("Paused"));
        append("order-1", "orderLost", "{}");
        page.press("button Go on", () -> tab.sees("orderLost"));
        page.press(
                "box System streams",
                () -> assertThat(tab.main().locator("[role=status]").last()).hasText(EVENTS));
        showsOnceWhatComes(tab);
        page.fill("field Position or time", "1");
        page.press(
                "button Go", () -> assertThat(marked(tab).locator(".number").first()).hasText("1"));
        page.press("box System streams", () -> tab.sees("36 found"));
        downloads(page, tab, "events");
        page.leadsTo("link Import", "Import events");
        unfold(page, tab);
        page.press("button Unfold all", () -> assertThat(unfolded(tab)).hasCount(0));

        page.press("button Columns");
        page.fill("field Fields of the data as columns, up to #, with commas between them", "item");
        page.press("button Show", () -> assertThat(titles(tab)).containsText("item"));
        page.press("button Columns (#)");
        page.press("button None", () -> assertThat(titles(tab)).not().containsText("item"));
        // What is in it has a test of its own, below.
        page.press(
                "button Search syntax",
                () -> {
                    assertThat(tab.main().locator(".syntax")).isVisible();
                    tab.page().keyboard().press("Escape");
                });

        page.fill("field Search events", "type:orderPaid", () -> tab.sees("15 found"));
        page.press("button Saved");
        page.fill("field Name of this search", "What was paid");
        page.press("button Save", () -> tab.toldOf("Saved as What was paid"));
        page.fill("field Search events", "", () -> tab.sees("36 found"));
        page.press("button What was paid", () -> tab.sees("15 found"));
        page.press("button Saved (#)");
        page.press("button Forget");
        assertThat(tab.main().getByText("Saved", exactly())).isVisible();
        page.nothingIsLeft();
    }

    @Test
    void every_example_of_the_search_syntax(Tab tab) {
        tab.open(node.uri(), "#/events");
        tab.heading("All events");
        Locator examples = tab.main().locator(".syntax button");
        List<String> texts = examples.allTextContents();
        assertThat(texts).hasSize(9);

        for (int i = 0; i < texts.size(); i++) {
            tab.main().locator("details:has(.syntax)").evaluate("menu => { menu.open = true; }");
            examples.nth(i).click();
            assertThat(tab.main().locator("[name=q]")).hasValue(texts.get(i));
            tab.sees("found");
            assertThat(tab.main().locator("[role=alert]")).hasCount(0);
        }
        tab.hasNoComplaints();
    }

    @Test
    void settings_of_a_stream(Tab tab) {
        String hash = "#/streams/order-1/settings";
        Controls page = Controls.of(tab, node.uri(), hash, "Settings");
        page.leadsTo("link Streams", "Streams");
        page.leadsTo("link order-#", "order-1");
        page.fill("field Newest events kept $maxCount", "5");
        page.fill("field Age in seconds $maxAge", "1000000");
        page.fill("field Truncate before $tb", "1");
        page.fill("field Cached for seconds $cacheControl", "60");
        page.fill("field Read $r", "ada");
        page.fill("field Write $w", "ben, $ops");
        page.fill("field Delete $d", "cyd");
        page.fill("field Read settings $mr", "dee");
        page.fill("field Write settings $mw", "eve");
        page.press("button Save settings", () -> tab.toldOf("Settings saved"));
        assertThat(metadata("order-1"))
                .contains("\"$maxCount\": 5", "\"$maxAge\": 1000000", "\"$tb\": 1")
                .contains("\"$cacheControl\": 60", "ada", "ben", "$ops", "cyd", "dee", "eve");

        page.press("button Raw");
        page.fill("field Settings, JSON", "{\"mine\": 1}");
        page.press(
                "button Save settings", () -> assertThat(tab.page().locator(".toast")).hasCount(2));
        assertThat(metadata("order-1")).contains("mine").doesNotContain("$maxCount");
        page.press(
                "button Form", () -> assertThat(tab.main().locator("[name='$tb']")).hasValue(""));

        page.fill("field First event that stays visible", "2");
        page.press("button Truncate", () -> assertThat(tab.dialog()).isVisible());
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        assertThat(read("order-1", 0)).isInstanceOf(ReadEventResult.Found.class);
        page.press("button Truncate", () -> answer(tab, "Truncate"));
        tab.toldOf("Events below 2 are hidden");
        assertThat(read("order-1", 1)).isInstanceOf(ReadEventResult.NotFound.class);

        page.press("button Soft delete", () -> answer(tab, "Soft delete"));
        tab.heading("Streams");
        assertThat(read("order-1", 5)).isInstanceOf(ReadEventResult.NoStream.class);
        page.again();
        page.press("button Undo the deletion", () -> tab.toldOf("The stream is back"));
        assertThat(read("order-1", 0)).isInstanceOf(ReadEventResult.Found.class);

        page.press("button Tombstone", () -> assertThat(tab.dialog()).isVisible());
        page.fill("field Type order-# to go on", "order-1");
        page.press("button Delete for good", () -> tab.heading("Streams"));
        assertThat(read("order-1", 5)).isInstanceOf(ReadEventResult.StreamDeleted.class);
        page.nothingIsLeft();
    }

    @Test
    void correlation_and_lanes(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/graph", "Correlation and causation");
        page.fill("field Events of one correlation, as they caused each other", Shop.CORRELATION);
        page.press("button Show", () -> assertThat(tab.main().locator(".graph rect")).hasCount(30));
        page.again();
        page.fill("field Add a stream", "order-1");
        page.press("button Add", () -> assertThat(tab.main().locator("circle")).hasCount(6));
        page.press("link in # streams side by side", () -> tab.heading("orderPaid"));
        tab.page().goBack();
        page.press("button Without order-#", () -> tab.heading("Correlation and causation"));
        page.nothingIsLeft();

        Controls found =
                Controls.of(
                        tab,
                        node.uri(),
                        "#/correlation/" + Shop.CORRELATION,
                        "Correlation and causation");
        found.leadsTo("link in # events and what caused them", "orderPlaced");
        found.fill("field Events of one correlation, as they caused each other", "another");
        found.press("button Show", () -> tab.sees("No event has this correlation id"));
        found.again();
        found.fill("field Add a stream", "order-2");
        found.press("button Add", () -> tab.heading("Lanes"));
        found.nothingIsLeft();
    }

    /** By the second one whoever follows twice has got the first one twice. */
    private void showsOnceWhatComes(Tab tab) {
        append("order-1", "orderFound", "{}");
        assertThat(rows(tab).first()).containsText("orderFound");
        append("order-1", "orderSeen", "{}");
        assertThat(rows(tab).first()).containsText("orderSeen");
        assertThat(rows(tab).getByText("orderFound")).hasCount(1);
    }

    /** What one line has no room for is below it, with its numbers as they are, on a phone too. */
    private static void unfold(Controls page, Tab tab) {
        page.press(
                "button Unfold all",
                () ->
                        assertThat(unfolded(tab).getByText("\"total\": " + Shop.EXACT).first())
                                .isVisible());
        assertThat(tab.page().url()).contains("data=all");
        tab.isAccessibleInBothThemes("es-grid");
        tab.page().setViewportSize(360, 780);
        assertThat(unfolded(tab).first()).isVisible();
        tab.page().setViewportSize(1280, 800);
    }

    private static Locator unfolded(Tab tab) {
        return tab.main().locator(".grid-detail pre");
    }

    private static Locator rows(Tab tab) {
        return tab.main().locator(".grid-body [role=row]");
    }

    private static Locator marked(Tab tab) {
        return tab.main().locator(".grid-body [aria-selected=true]");
    }

    private static Locator titles(Tab tab) {
        return tab.main().locator(".grid-head");
    }

    private static void answer(Tab tab, String act) {
        tab.dialog().getByText(act, exactly()).click();
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private void append(String stream, String type, String json) {
        Shop.append(node.streams(), stream, Shop.event(type, json));
    }

    private void limit(String stream, String json) {
        append("$$" + stream, "$metadata", json);
    }

    private String metadata(String stream) {
        assertThat(node.streams().metadata(StreamName.of(stream)))
                .isInstanceOf(MetadataResult.InForce.class);
        return ((ReadEventResult.Found) read("$$" + stream, ReadEvent.NEWEST))
                .event()
                .original()
                .data()
                .text();
    }

    private ReadEventResult read(String stream, long revision) {
        return node.streams().readEvent(new ReadEvent(StreamName.of(stream), revision, false));
    }
}
