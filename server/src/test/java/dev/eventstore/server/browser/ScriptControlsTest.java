package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Append;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every control of the pages where scripts are tried out. */
@ExtendWith(Chromium.class)
@Timeout(180)
class ScriptControlsTest {
    /** Takes so long that there is time to stop it, but not too long over one event. */
    private static final String SLOW =
            "fromStream('many').when({ $any() { for (let n = 0; n < 1e5; n++) Math.sqrt(n); } });";

    private final ProjectingShop shop = new ProjectingShop();

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void query(Tab tab) throws IOException {
        appendMany();
        Controls page = Controls.of(tab, shop.uri(), "#/query", "Query");
        page.fill("field Query", ProjectingShop.COUNTING);
        page.leadsTo("button Debug", "Debugger");
        page.fill("field Query", ProjectingShop.COUNTING);
        page.leadsTo("button Keep as projection", "New projection");
        page.fill("field Query", ProjectingShop.COUNTING);
        page.press("button Run as query", () -> tab.sees("has read everything"));
        page.fill("field Partition", "order-1");
        page.press("button Show", () -> assertThat(tab.main().locator(".json-number")).hasCount(1));
        page.fill("field events", "4");
        page.fill("field seconds", "5");
        page.fill("field Dry run from", "1");
        page.press("button Dry run", () -> tab.sees("4 events are handled."));
        assertThat(table(tab)).hasCount(4);
        page.press("button Partition");
        page.press("button n");
        page.fill("field Find partitions", "order-1", () -> assertThat(table(tab)).hasCount(1));
        Download file = tab.page().waitForDownload(() -> page.press("button CSV"));
        assertThat(new String(file.createReadStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("partition,n\r\norder-1,1\r\n");
        tab.isAccessibleInBothThemes();
        table(tab).first().click();
        assertThat(tab.main().locator(".json-number")).hasCount(1);
        page.press("button path", () -> tab.copied("$"));
        page.press("button value", () -> tab.copied("\"n\": 1"));
        page.press("button Fold", () -> assertThat(tab.main().locator(".json-number")).hasCount(0));
        page.press(
                "button Unfold", () -> assertThat(tab.main().locator(".json-number")).hasCount(1));
        page.press("button Save");
        page.fill("field Name", "mine");
        page.press("button Save it", () -> tab.toldOf("mine is saved in this browser"));
        page.again();
        page.choose(
                "choice Saved queries", "mine", () -> assertThat(script(tab)).contains("n += 1"));
        page.press("button Save");
        page.press("button Forget mine", () -> tab.toldOf("mine is forgotten"));
        page.fill("field Query", SLOW);
        page.press("button Dry run");
        page.press("button Cancel", () -> tab.sees("cancelled"));
        page.nothingIsLeft();
    }

    @Test
    void debugger(Tab tab) {
        appendMany();
        shop.create("counting", ProjectingShop.COUNTING);
        Controls page =
                Controls.of(tab, shop.uri(), "#/debugger?projection=counting", "Debugger")
                        .alike("link order-.*", "link the event")
                        .alike("field Begin at .*", "field Begin at position");
        page.leadsTo("link Projections", "Projections");
        page.leadsTo("link counting", "counting");
        page.leadsTo("button Query", "Query");
        page.press("button Step", () -> tab.sees("1 handled"));
        page.press("button Line before", () -> tab.sees("Line"));
        page.press("button Line after", () -> tab.sees("Line"));
        page.fill("slider Line that ran", "0", () -> tab.sees("1 of"));
        page.press("button Before and after", () -> tab.sees("Before"));
        page.press(
                "button Difference",
                () -> assertThat(tab.main().locator("es-step .diff")).isVisible());
        page.press("button path", () -> tab.copied("$"));
        page.press("button value", () -> tab.copied("tea"));
        page.press("button Fold", () -> assertThat(tab.main().locator(".json-number")).hasCount(0));
        page.press(
                "button Unfold",
                () -> assertThat(tab.main().locator(".json-number").first()).isVisible());
        page.press("button Step", () -> tab.sees("2 handled"));
        page.press("button Back", () -> tab.sees("1 handled"));
        page.press("button #", () -> tab.sees("Event 1"));
        page.press("button Restart", () -> tab.sees("At the beginning"));

        page.fill(
                "field A condition in JavaScript, over the state after an event, and the event",
                "state.n === 2");
        page.press("button Run", () -> tab.sees("The condition holds"));
        page.fill(
                "field A condition in JavaScript, over the state after an event, and the event",
                "");
        page.fill("field Event types", "orderPaid");
        page.press("button Run", () -> tab.sees("Event type"));
        page.fill("field Event types", "");
        page.fill("field Partitions", "order-3");
        page.press("button Run", () -> tab.sees("State of order-3"));
        page.fill("field Partitions", "");
        page.press("box Something would be emitted");
        page.press("button Run", () -> tab.sees("No more events"));
        page.press("link the event", () -> tab.page().waitForURL("**#/streams/**"));
        page.again();

        page.fill("field Begin at position", "3");
        page.fill("field Only this partition", "order-4");
        page.press(
                "box Begin with the states that counting has now",
                () -> assertThat(tab.page().url()).contains("states=yes"));
        page.press("button Step", () -> tab.sees("State of order-4"));
        page.fill("field Script to debug", ProjectingShop.COUNTING.replace("n += 1", "n += 3"));
        page.press("button Save to projection", () -> tab.toldOf("counting is saved"));
        assertThat(shop.get("/projection/counting/query")).contains("n += 3");
        page.fill("field Script to debug", SLOW);
        page.press("button Run");
        page.press("button Pause", () -> tab.sees("Paused"));
        page.nothingIsLeft();

        tab.open(shop.uri(), "#/debugger");
        tab.button("Keep as projection").click();
        tab.heading("New projection");
    }

    private void appendMany() {
        for (int i = 0; i < 6; i++) {
            shop.streams().append(new Append(StreamName.of("many"), Belief.ANY, Shop.many(500)));
        }
    }

    private static Locator table(Tab tab) {
        return tab.main().locator("es-partition-grid .grid-body [role=row]");
    }

    private static String script(Tab tab) {
        return (String) tab.main().locator("es-script").evaluate("editor => editor.value");
    }
}
