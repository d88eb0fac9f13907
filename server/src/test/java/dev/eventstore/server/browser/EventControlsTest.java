package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every control of the pages that show an event, and that add one. */
@ExtendWith(Chromium.class)
@Timeout(120)
class EventControlsTest {
    @TempDir private Path folder;
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
    void an_event(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/streams/order-1/2", "orderPaid");
        Locator leaves = tab.main().locator(".json-number");
        page.leadsTo("link Streams", "Streams");
        page.leadsTo("link order-#", "order-1");
        page.leadsTo("link in Stream", "order-1");
        page.leadsTo("link in Type", "All events");
        page.leadsTo("link in Correlation", "Correlation and causation");
        page.leadsTo("link Add one like this", "Add an event");
        page.leadsTo("link State here", "State");
        page.press("button Before", () -> tab.sees("order-1@1"));
        page.again();
        page.press("button After", () -> tab.sees("order-1@3"));
        page.again();

        page.press("button Fold", () -> assertThat(leaves).hasCount(0));
        page.press("button Unfold all", () -> assertThat(leaves).hasCount(2));
        page.press("button Fold all", () -> assertThat(leaves).hasCount(0));
        page.press("button Unfold", () -> assertThat(leaves).hasCount(2));
        page.press("button path", () -> tab.copied("$"));
        page.press("button value", () -> tab.copied(Shop.EXACT));
        page.fill(
                "field Find in the tree",
                "tea",
                () -> assertThat(tab.main().locator(".json-hit")).hasCount(1));
        page.press("button Copy", () -> tab.copied("\"item\": \"tea\""));
        page.press(
                "button Formatted", () -> assertThat(raw(tab)).containsText("\"item\": \"tea\""));
        page.press("button As it is", () -> assertThat(raw(tab)).containsText("\"item\":\"tea\""));
        page.press("button Bytes", () -> assertThat(raw(tab)).containsText("7b 22 6f"));
        page.press("button Tree", () -> assertThat(leaves).hasCount(2));

        page.press("button Copy the id", () -> tab.copied(id("order-1", 2)));
        Map<String, String> languages =
                Map.of(
                        "curl", "curl -i",
                        "Java", "KurrentDBClient",
                        "Node.js", "jsonEvent",
                        ".NET", "Uuid.NewUuid()",
                        "Test fixture", "eventType",
                        "curl, to read it", "/streams/order-1/2");
        languages.forEach(
                (language, text) -> page.press("button " + language, () -> tab.copied(text)));

        page.press("tab Metadata", () -> tab.sees("$causationId"));
        page.press("tab Compare", () -> tab.sees("lines differ"));
        page.fill("field Compared with", "order-2@0");
        page.press("button Compare", () -> assertThat(tab.page().url()).contains("with=order-2"));
        tab.sees("lines differ");
        page.press("tab Data", () -> assertThat(leaves).hasCount(2));
        page.press("button Decoder");
        page.fill(
                "field For events of these types; * stands for anything, commas between several",
                "order*");
        page.fill(
                "field Decoder, a function of data and event",
                "data =>\n  ({ brewed: JSON.parse(data).item, missing: none });");
        page.press("button Decode with it", () -> tab.sees("none is not defined (line 2)"));
        page.press("button Decoder (#)");
        page.fill(
                "field Decoder, a function of data and event",
                "data => ({ brewed: JSON.parse(data).item });");
        page.press("button Decode with it", () -> tab.sees("your decoder → JSON"));
        assertThat(tab.main().locator("es-json")).containsText("brewed");
        inAList(tab);
        page.again();
        page.press("button Tree", () -> assertThat(leaves).hasCount(2));
        page.press("button Decoded", () -> assertThat(leaves).hasCount(0));
        page.press("button Decoder (#)");
        page.press("button Forget the decoder of order*", () -> assertThat(leaves).hasCount(2));
        tab.page().keyboard().press("Escape");
        page.press("link in Caused by", () -> tab.sees("1 found"));
        page.nothingIsLeft();
    }

    /** All six events of the stream are decoded with one call. */
    private static void inAList(Tab tab) {
        List<String> calls = new ArrayList<>();
        tab.page().onRequest(call -> calls.add(URI.create(call.url()).getPath()));
        tab.go("#/streams/order-1?cols=brewed");
        tab.heading("order-1");
        assertThat(tab.main().getByText("{\"brewed\":\"tea\"}")).hasCount(6);
        assertThat(tab.main().locator(".grid-body code[title='\"tea\"']")).hasCount(6);
        assertThat(calls).filteredOn(path -> path.endsWith("/decoded")).hasSize(1);
    }

    @Test
    void an_event_of_xml(Tab tab) {
        String xml =
                "<?xml version=\"1.0\"?><order id=\"7\"><line><item>tea</item></line><paid/></order>";
        Shop.append(
                node.streams(),
                "xml-1",
                new NewEvent(UUID.randomUUID(), "ordered", false, Payload.of(xml), Payload.EMPTY));
        Controls view =
                Controls.within("#tab-panel", tab, node.uri(), "#/streams/xml-1/0", "ordered");
        Locator tree = tab.main().locator("es-xml");
        assertThat(tree).containsText("<order id=\"7\">");
        tab.isAccessibleInBothThemes();
        view.press("button Fold", () -> assertThat(tree).not().containsText("tea"));
        view.press("button Unfold", () -> assertThat(tree).containsText("<item>tea</item>"));
        view.press("button Fold all", () -> assertThat(tree).not().containsText("tea"));
        view.fill("field Find in the tree", "tea", () -> assertThat(tree).containsText("tea"));
        view.press("button Unfold all", () -> assertThat(tree).containsText("<paid/>"));
        view.press("button path", () -> tab.copied("/"));
        view.press("button value", () -> tab.copied("<?xml version=\"1.0\"?>"));
        view.press("button Copy", () -> tab.copied("    <item>tea</item>\n"));
        view.press(
                "button Formatted",
                () -> assertThat(raw(tab)).containsText("    <item>tea</item>"));
        view.press("button As it is", () -> assertThat(raw(tab)).containsText("\"?><order"));
        view.press("button Bytes", () -> assertThat(raw(tab)).containsText("3c 3f 78"));
        view.press("button Tree", () -> assertThat(tree).isVisible());
        tab.hasNoComplaints();
    }

    @Test
    void lists_show_what_was_decoded(Tab tab) {
        byte[] message = {10, 3, 't', 'e', 'a'};
        Shop.append(
                node.streams(),
                "bytes",
                new NewEvent(UUID.randomUUID(), "Sold", false, Payload.of(message), Payload.EMPTY));
        tab.open(node.uri(), "#/streams/bytes");
        tab.heading("bytes");
        assertThat(tab.main().locator(".grid-body")).containsText("{\"1\":\"tea\"}");
        tab.hasNoComplaints();
    }

    @Test
    void an_event_behind_a_link(Tab tab) {
        Shop.append(
                node.streams(),
                "picked",
                new NewEvent(
                        UUID.randomUUID(), "$>", false, Payload.of("2@order-1"), Payload.EMPTY));
        tab.open(node.uri(), "#/streams/picked/0");
        tab.heading("orderPaid");

        tab.main().locator("#tab-link").click();
        tab.sees("2@order-1");
        tab.main().locator("aside").getByText("picked").click();
        tab.heading("picked");
        tab.hasNoComplaints();
    }

    @Test
    void bytes_with_a_schema(Tab tab) throws IOException {
        byte[] message = {10, 3, 't', 'e', 'a'};
        Shop.append(
                node.streams(),
                "bytes",
                new NewEvent(UUID.randomUUID(), "Sold", false, Payload.of(message), Payload.EMPTY));
        Path file = folder.resolve("shop.proto");
        Files.writeString(
                file,
                "syntax = \"proto3\"; message Sold { string item = 1; } message Odd { bool b = 1; }");
        Controls bar = Controls.within(".schema-bar", tab, node.uri(), "#/streams/bytes/0", "Sold");
        bar.press("button Schemas");
        String files =
                "field .proto files, or descriptors (.desc) that protoc wrote; they stay in this browser";
        bar.give(files, file, () -> tab.sees("item"));
        bar.choose("choice Message", "Odd", () -> tab.sees("These bytes are no Odd"));
        bar.choose("choice Message", "Sold", () -> tab.sees("item"));
        Locator menu = tab.main().locator(".schema-bar details[open]");
        bar.press("button Schemas (#)", () -> assertThat(menu).hasCount(0));
        bar.press("button Schemas (#)", () -> assertThat(menu).hasCount(1));
        bar.press("button Forget shop.proto", () -> tab.sees("Their schema names the fields."));
        bar.nothingIsLeft();
    }

    @Test
    void a_long_event(Tab tab) {
        String items =
                IntStream.range(0, 300)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));
        String json = "{\"items\":[" + items + "],\"text\":\"" + "x".repeat(3_000) + "\"}";
        Shop.append(node.streams(), "long", Shop.event("long", json));
        tab.open(node.uri(), "#/streams/long/0");
        tab.main().getByText("all 3002 characters").click();
        assertThat(tab.main().locator(".json-string")).hasText("\"" + "x".repeat(3_000) + "\"");

        tab.button("Unfold all").click();
        assertThat(tab.main().locator(".json-number")).hasCount(200);
        tab.button("100 more").click();
        assertThat(tab.main().locator(".json-number")).hasCount(300);
        tab.hasNoComplaints();
    }

    @Test
    void events_to_be_added(Tab tab) throws IOException {
        Controls page = Controls.of(tab, node.uri(), "#/streams/order-1/addEvent", "Add an event");
        page.leadsTo("link Streams", "Streams");
        page.leadsTo("link order-#", "order-1");
        page.press("button From curl");
        page.fill(
                "field A curl command that appends",
                "curl http://x:1/streams/pasted -H 'ES-EventType: pasted' -d '{\"a\":1}'");
        page.press(
                "button Fill the form", () -> assertThat(field(tab, "stream")).hasValue("pasted"));
        page.fill("field Stream", "added");
        page.choose("choice Expected version of the stream", "n");
        page.fill("field Number of its newest event", "7");
        page.fill("field Type", "orderPaid");
        page.press("button Sample", () -> tab.sees("\"total\": " + Shop.EXACT));
        page.press("button Like the newest of this type", () -> tab.sees(Shop.EXACT));
        page.fill("field Id", "nonsense");
        page.press("button New", () -> assertThat(field(tab, "id")).not().hasValue("nonsense"));
        page.press("button Add event", () -> tab.sees("nothing was written"));
        tab.forgetComplaints();
        page.choose("choice Expected version of the stream", "-1");
        page.fill("field Data, JSON", "{\"n\": 1}");
        page.fill("field Metadata, JSON", "{\"user\": \"ada\"}");
        page.press("button Add, and stay here", () -> tab.toldOf("Appended as event 0 of added"));
        assertThat(newest("added").data().text()).contains("\"n\": 1");
        assertThat(newest("added").metadata().text()).contains("\"user\": \"ada\"");

        page.choose("choice Expected version of the stream", "-2");
        page.press("button Many", () -> tab.heading("Add events"));
        page.fill("field Events", "{\"eventType\":\"typed\"}");
        page.press("button Add, and stay here", () -> tab.toldOf("Appended as event 1 of added"));
        assertThat(newest("added").type()).isEqualTo("typed");
        Path file = folder.resolve("events.ndjson");
        Files.writeString(file, "{\"eventType\":\"fromFile\",\"data\":{}}\n");
        page.give("field From a file", file, () -> tab.sees("fromFile"));
        page.press("button Add all or none", () -> tab.heading("fromFile"));
        assertThat(newest("added").type()).isEqualTo("fromFile");

        page.again();
        page.press("button Many");
        page.press("button One", () -> tab.heading("Add an event"));
        page.fill("field Type", "single");
        page.press("button Add event", () -> tab.heading("single"));
        assertThat(newest("order-1").type()).isEqualTo("single");
        page.nothingIsLeft();
    }

    private static Locator raw(Tab tab) {
        return tab.main().locator("pre.raw");
    }

    private static Locator field(Tab tab, String name) {
        return tab.main().locator("[name=" + name + "]");
    }

    private String id(String stream, long revision) {
        return read(stream, revision).id().toString();
    }

    private RecordedEvent newest(String stream) {
        return read(stream, ReadEvent.NEWEST);
    }

    private RecordedEvent read(String stream, long revision) {
        ReadEvent read = new ReadEvent(StreamName.of(stream), revision, false);
        return ((ReadEventResult.Found) node.streams().readEvent(read)).event().original();
    }
}
