package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import dev.eventstore.server.fixture.LocalNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list of the palette, while what the node answers is on its way. */
@ExtendWith(Chromium.class)
@Timeout(120)
class PaletteTest {
    private static LocalNode node;

    /** What the page asked of the node, held back. */
    private final List<Route> held = new ArrayList<>();

    @BeforeAll
    static void start() {
        node = LocalNode.inMemory("--insecure");
        Shop.append(node.streams(), "request-1", Shop.event("made", "{}"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void an_item_that_was_moved_to_stays_chosen_when_streams_arrive(Tab tab) {
        type(tab, "re");
        tab.page().keyboard().press("ArrowDown");
        tab.page().keyboard().press("ArrowUp");
        Locator chosen = tab.page().locator("es-palette [aria-selected=true]");
        assertThat(chosen).containsText("Streams");

        answer(tab);

        assertThat(chosen).containsText("Streams");
        tab.page().keyboard().press("Enter");
        tab.heading("Streams");
        tab.hasNoComplaints();
    }

    @Test
    void the_list_does_not_move_under_a_pointer_on_it(Tab tab) {
        type(tab, "re");
        Locator pointed = option(tab, "Requests, live");
        pointed.hover();
        assertThat(pointed).hasAttribute("aria-selected", "true");
        BoundingBox before = pointed.boundingBox();

        answer(tab);

        assertThat(pointed).hasAttribute("aria-selected", "true");
        assertThat(pointed.boundingBox().y).isEqualTo(before.y);
        tab.page().mouse().down();
        tab.page().mouse().up();
        tab.heading("Requests");
        tab.hasNoComplaints();
    }

    @Test
    void where_nobody_moved_yet_the_best_stream_is_first(Tab tab) {
        type(tab, "re");

        answer(tab);

        assertThat(tab.page().locator("es-palette [aria-selected=true]")).containsText("request-1");
        tab.page().keyboard().press("Enter");
        tab.heading("request-1");
    }

    private void type(Tab tab, String text) {
        tab.open(node.uri(), "#/operations");
        tab.heading("Operations");
        tab.page().route("**/ui-api/streams?limit=8&filter*", held::add);
        tab.page().keyboard().press("Control+k");
        tab.page().getByLabel("Search or go to").last().fill(text);
        assertThat(option(tab, "Requests, live")).isVisible();
        tab.page().waitForCondition(() -> !held.isEmpty());
    }

    /** Lets the node's answer through, and waits until its stream is listed. */
    private void answer(Tab tab) {
        held.forEach(Route::resume);
        assertThat(option(tab, "request-1").first()).isVisible();
    }

    private static Locator option(Tab tab, String text) {
        return tab.page()
                .locator("es-palette [role=option]")
                .filter(new Locator.FilterOptions().setHasText(text));
    }
}
