package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.fixture.LocalNode;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** States of a stream behind any of its events. */
@ExtendWith(Chromium.class)
@Timeout(120)
class FoldPageTest {
    private static final String COUNTING =
            """
            {
              $init: () => ({ count: 0 }),
              orderPaid(state, event) { state.count += 1; state.last = event.sequenceNumber; },
              $any: state => state,
            }
            """;

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
    void every_control(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/streams/order-1/state?n=2", "State");
        Locator state = tab.main().locator("es-json.state");
        Locator number = state.locator(".json-number");
        behind(tab, 2);
        assertThat(state).containsText("order");
        page.leadsTo("link Streams", "Streams");
        page.leadsTo("link order-#", "order-1");
        behind(tab, 2);
        page.leadsTo("link Open", "orderPaid");

        page.fill("field Fold", COUNTING);
        page.press("button Use it", () -> assertThat(number).hasText("2"));
        assertThat(changes(tab)).containsText("\"last\": \"2\"");
        page.press("button After", () -> behind(tab, 3));
        page.press("button Before", () -> behind(tab, 2));
        page.fill("field Event", "5");
        page.key("field Event", "Enter", () -> behind(tab, 5));
        assertThat(tab.page()).hasURL(Pattern.compile(".*n=5"));
        page.key("slider Event", "Home", () -> behind(tab, 0));
        assertThat(number).hasText("1");
        page.press("button Fold", () -> assertThat(state).not().containsText("count"));
        page.press("button Unfold", () -> assertThat(state).containsText("count"));
        page.fill(
                "field Find in the state",
                "count",
                () -> assertThat(state.locator(".json-hit")).hasCount(1));
        page.press("button Copy", () -> tab.copied("\"count\": 1"));
        page.press("button path", () -> tab.copied("$"));
        page.press("button value", () -> tab.copied("\"count\": 1"));
        page.nothingIsLeft();
    }

    @Test
    void keeps_the_fold_of_a_category_and_says_where_it_fails(Tab tab) {
        tab.open(node.uri(), "#/streams/order-1/state");
        behind(tab, 5);
        Locator fold = tab.main().locator("es-script .cm-content");
        fold.fill("{\n  orderPaid() { throw new Error('odd'); },\n}");
        tab.button("Use it").click();
        tab.sees("The fold cannot handle event 0.");
        tab.sees("odd");
        tab.isAccessibleInBothThemes();

        fold.fill("{ $any: () => ({ same: true }) }");
        tab.button("Use it").click();
        behind(tab, 5);
        tab.go("#/streams/order-2/state?n=1");
        behind(tab, 1);
        assertThat(tab.main().locator("es-json.state")).containsText("same");
        fold.fill("{ $any: ( }");
        tab.button("Use it").click();
        tab.sees("That did not work.");
        tab.forgetComplaints();
    }

    private static void behind(Tab tab, int revision) {
        assertThat(tab.main().locator("header [role=status]")).hasText("after event " + revision);
    }

    private static Locator changes(Tab tab) {
        return tab.main().locator("[aria-label='What the event changed']");
    }
}
