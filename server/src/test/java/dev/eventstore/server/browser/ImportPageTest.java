package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Events out of files. */
@ExtendWith(Chromium.class)
@Timeout(120)
class ImportPageTest {
    private static final String DROP =
            """
            ([selector, text]) => {
              const data = new DataTransfer();
              data.items.add(new File([text], 'dropped.ndjson'));
              const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
              document.querySelector(selector).dispatchEvent(drop);
            }
            """;

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
    void every_control(Tab tab) throws IOException {
        Controls page = Controls.of(tab, node.uri(), "#/import", "Import events");
        page.give(
                "field A file, or drop one here",
                file("wrong.ndjson", "{\"stream\":\"a\",\"type\":\"b\"}\n\n{\"type\":\"c\"}\n"),
                () -> tab.sees("Line 3: \"stream\" is missing"));
        tab.sees("1 line is no event: nothing is imported.");
        assertThat(tab.button("Import")).isDisabled();
        tab.isAccessibleInBothThemes();

        page.fill("field Into this stream only; empty for the streams of the file", "taken");
        tab.page().keyboard().press("Enter");
        tab.sees("2 events");
        page.press("button Import", () -> tab.sees("2 imported"));
        assertThat(newest("taken").type()).isEqualTo("c");
        page.press("link Open the stream", () -> tab.heading("taken"));
        tab.go("#/import?stream=taken");
        page.leadsTo("link Streams", "Streams");
        tab.go("#/import?stream=taken");
        page.leadsTo("link taken", "taken");

        tab.go("#/import");
        tab.heading("Import events");
        String lines = new Client(node.uri()).get("/ui-api/streams/order-1/export").body();
        page.give(
                "field A file, or drop one here",
                file("order.ndjson", lines.replace("order-1", "copied")),
                () -> tab.sees("6 events"));
        assertThat(tab.main().locator(".import-rows tbody tr")).hasCount(6);
        page.press("button Import", () -> tab.sees("6 imported"));
        assertThat(newest("copied")).isEqualTo(copyOf(newest("order-1"), newest("copied")));
        page.press("link All events", () -> tab.heading("All events"));
        tab.go("#/import");
        tab.heading("Import events");
        page.nothingIsLeft();
    }

    @Test
    void takes_cloud_events_that_are_dropped_on_a_stream(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1");
        tab.heading("order-1");
        String batch =
                """
                [{"specversion": "1.0", "id": "A-1", "source": "/shop", "type": "sold",
                  "time": "2020-01-02T03:04:05Z", "data": {"big": 12345678901234567890}}]
                """;
        tab.page().evaluate(DROP, new Object[] {"es-stream .page-head", batch});
        tab.heading("Import events");
        tab.sees("1 event");
        assertThat(tab.main().locator(".import-rows")).containsText("CloudEvent");
        tab.button("Import").click();
        tab.sees("1 imported");

        RecordedEvent sold = newest("order-1");
        assertThat(sold.type()).isEqualTo("sold");
        assertThat(sold.created()).hasToString("2020-01-02T03:04:05Z");
        assertThat(sold.data().text()).isEqualTo("{\"big\":12345678901234567890}");
        tab.hasNoComplaints();
    }

    @Test
    void says_what_cannot_be_read_and_can_be_cancelled(Tab tab) throws IOException {
        tab.open(node.uri(), "#/import");
        Locator field = tab.main().locator("input[type=file]");
        field.setInputFiles(file("broken.json", "[{\"a\":"));
        tab.sees("This is neither JSON nor one event a line");

        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 10});
        field.setInputFiles(folder.resolve("binary"));
        tab.sees("This file is not text in UTF-8.");

        String line =
                "{\"stream\":\"many\",\"type\":\"one\",\"data\":{\"text\":\""
                        + "x".repeat(2_000)
                        + "\"}}\n";
        field.setInputFiles(file("many.ndjson", line.repeat(20_000)));
        tab.button("Cancel").click();
        tab.sees("Cancelled.");
        // Not all of it was looked at: it cannot be imported yet.
        assertThat(tab.button("Import")).hasCount(0);
        assertThat(tab.button("Look again")).isEnabled();
        tab.hasNoComplaints();
    }

    private Path file(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(UTF_8));
    }

    private RecordedEvent newest(String stream) {
        ReadEvent read = new ReadEvent(StreamName.of(stream), ReadEvent.NEWEST, false);
        return ((ReadEventResult.Found) node.streams().readEvent(read)).event().original();
    }

    /** The same event in another place. */
    private static RecordedEvent copyOf(RecordedEvent event, RecordedEvent place) {
        return new RecordedEvent(
                place.position(),
                place.stream(),
                event.revision(),
                event.id(),
                event.type(),
                event.isJson(),
                event.created(),
                event.data(),
                event.metadata());
    }
}
