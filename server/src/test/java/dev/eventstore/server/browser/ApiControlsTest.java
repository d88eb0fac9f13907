package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every control of what sends calls over HTTP: the explorer, and the inspector of requests. */
@ExtendWith(Chromium.class)
@Timeout(120)
class ApiControlsTest {
    private static final String EVENTS =
            "[{\"eventId\":\"%s\",\"eventType\":\"pressed\",\"data\":{\"n\":1}}]";

    private static LocalNode node;
    private static Client client;

    @BeforeAll
    static void start() {
        node = LocalNode.inMemory("--insecure");
        client = new Client(node.uri());
        Shop.fill(node.streams());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void explorer(Tab tab) throws IOException {
        Controls page =
                Controls.of(tab, node.uri(), "#/api", "API")
                        .alike("button (GET|HEAD|POST|PUT|DELETE)/.*", "button a resource");
        Download file = tab.page().waitForDownload(() -> page.press("button OpenAPI"));
        assertThat(Files.readString(file.path()))
                .contains("\"openapi\": \"3.1.0\"", "\"/streams/{stream}\": {");
        page.fill("field stream", "order-1", () -> hasPath(tab, "/streams/order-1?embed=body"));
        page.fill("field embed", "none", () -> hasPath(tab, "/streams/order-1?embed=none"));
        page.fill("field Accept header", "application/json", () -> hasHeader(tab, "Accept: "));
        page.fill("field ES-ResolveLinkTos header", "false", () -> hasHeader(tab, "LinkTos: "));
        page.fill("field ES-LongPoll header", "1", () -> hasHeader(tab, "ES-LongPoll: 1"));
        sends(page, tab);
        tab.sees("order-1");

        page.fill("field Filter", "appends POST", () -> assertThat(resources(tab)).hasCount(2));
        page.press("button a resource", () -> tab.sees("Appends events, all or none"));
        page.fill("field stream", "tried-2", () -> hasPath(tab, "/streams/tried-2"));
        page.fill("field ES-ExpectedVersion header", "-1", () -> hasHeader(tab, "Version: -1"));
        page.fill("field ES-EventType header", "typed", () -> hasHeader(tab, "ES-EventType: t"));
        page.fill("field ES-EventId header", id(), () -> hasHeader(tab, "ES-EventId: "));
        page.fill(
                "field Content-Type header",
                "application/json",
                () -> hasHeader(tab, "Content-Type: application/json"));
        page.fill("field Body", "{\"n\": 1}");
        page.press("button Send", () -> tab.sees("201 Created"));
        assertThat(newest("tried-2")).contains("typed");
        page.choose("choice Method", "GET");
        page.fill("field Headers, one a line", "Accept: text/plain");
        page.fill("field Path", "/ping");
        page.press("button Send", () -> tab.sees("200 OK"));
        page.nothingIsLeft();
    }

    @Test
    void inspector_of_a_call(Tab tab) {
        Controls page =
                Controls.within("es-call-inspector", tab, node.uri(), "#/requests", "Requests");
        open(tab);
        Map<String, String> languages =
                Map.of(
                        "curl", "curl -i",
                        "Java", "KurrentDBClient",
                        "Node.js", "jsonEvent",
                        ".NET", "Uuid.NewUuid()");
        languages.forEach(
                (language, text) -> page.press("button " + language, () -> tab.copied(text)));
        page.fill("field Body", EVENTS.formatted(id()));
        page.fill("field Headers, one a line", "Content-Type: " + Client.EVENTS);
        page.fill("field Path", "/streams/again");
        page.press("button Send", () -> tab.sees("201 Created"));
        assertThat(newest("again")).contains("pressed");
        page.press("button # headers", () -> tab.sees("location"));

        page.choose("choice Method", "GET");
        page.fill("field Headers, one a line", "Accept: application/json");
        page.fill("field Path", "/streams/again/0");
        sends(page, tab);
        page.press("link in Stream", () -> tab.heading("pressed-1"));
        page.again();
        open(tab);
        page.press("button Close", () -> assertThat(inspector(tab)).hasCount(0));
        page.nothingIsLeft();
    }

    /** Sends what stands in the form, and uses what came back, which is JSON. */
    private static void sends(Controls page, Tab tab) {
        Locator folds = tab.main().locator(".answer .json-item .json-item");
        page.press("button Copy as curl", () -> tab.copied("curl", "Accept: application/json"));
        page.press("button Send", () -> tab.sees("200 OK"));
        page.press("button # headers", () -> tab.sees("cache-control"));
        page.press("button Copy body", () -> tab.copied("{"));
        page.press("button path", () -> tab.copied("$"));
        page.press("button value", () -> tab.copied("{"));
        page.press("button Fold", () -> assertThat(folds).hasCount(0));
        page.press("button Unfold", () -> assertThat(folds.first()).isVisible());
    }

    /** Has a client append, and opens that call. */
    private static void open(Tab tab) {
        tab.sees("Live");
        Locator row =
                tab.main()
                        .locator(".grid-body [role=row]")
                        .filter(new Locator.FilterOptions().setHasText("pressed-1"))
                        .first();
        // A tab belongs to this thread.
        await().pollInSameThread()
                .untilAsserted(() -> {
                    String events = EVENTS.formatted(id());
                    client.post("/streams/pressed-1", events, "Content-Type", Client.EVENTS);
                    assertThat(row.count()).isPositive();
                });
        row.locator("[role=gridcell]").nth(2).click();
        assertThat(inspector(tab)).isVisible();
    }

    private static void hasPath(Tab tab, String path) {
        assertThat(tab.main().locator(".http-call [name=path]")).hasValue(path);
    }

    private static void hasHeader(Tab tab, String part) {
        Locator headers = tab.main().locator(".http-call [name=headers]");
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(headers.inputValue()).contains(part));
    }

    private static Locator resources(Tab tab) {
        return tab.main().locator(".tree button");
    }

    private static Locator inspector(Tab tab) {
        return tab.main().locator("es-call-inspector");
    }

    private static String newest(String stream) {
        return client.get("/streams/" + stream + "?embed=body", "Accept", "application/json")
                .body();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
