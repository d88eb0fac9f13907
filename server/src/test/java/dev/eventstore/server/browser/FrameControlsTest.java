package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.fixture.LocalNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every control around the pages: navigation, search, preferences, and the keys that do the same.
 */
@ExtendWith(Chromium.class)
@Timeout(120)
class FrameControlsTest {
    /** What is typed, and the heading of the page that it leads to. */
    private static final List<List<String>> KEYS =
            List.of(
                    List.of("g d", "Dashboard"),
                    List.of("g s", "Streams"),
                    List.of("g e", "All events"),
                    List.of("g c", "Correlation and causation"),
                    List.of("g j", "Projections"),
                    List.of("g q", "Query"),
                    List.of("g b", "Debugger"),
                    List.of("g p", "Persistent subscriptions"),
                    List.of("g r", "Requests"),
                    List.of("g l", "Logs"),
                    List.of("g a", "API"),
                    List.of("g o", "Operations"),
                    List.of("g u", "Users"),
                    List.of("n", "Add an event"));

    private static LocalNode node;
    private static LocalNode closed;

    @BeforeAll
    static void start() {
        node = LocalNode.inMemory("--insecure", "--run-projections=All");
        closed = LocalNode.inMemory();
        Shop.append(node.streams(), "order-1", Shop.event("orderPlaced", "{}"));
    }

    @AfterAll
    static void stop() {
        node.close();
        closed.close();
    }

    @Test
    void frame(Tab tab) {
        Controls frame = of(tab, node);
        Locator main = tab.page().locator("main");
        frame.key("link Skip to content", "Enter", () -> assertThat(main).isFocused());
        frame.leadsTo("link Event StoreDeveloper Edition", "Dashboard");
        frame.leadsTo("link Dashboard", "Dashboard");
        frame.leadsTo("link Streams", "Streams");
        frame.leadsTo("link All events", "All events");
        frame.leadsTo("link Correlation", "Correlation and causation");
        frame.leadsTo("link Subscriptions", "Persistent subscriptions");
        frame.leadsTo("link Projections", "Projections");
        frame.leadsTo("link Query", "Query");
        frame.leadsTo("link Debugger", "Debugger");
        frame.leadsTo("link Requests", "Requests");
        frame.leadsTo("link Logs", "Logs");
        frame.leadsTo("link API", "API");
        frame.leadsTo("link Operations", "Operations");
        frame.leadsTo("link Options", "Options in force");
        frame.leadsTo("link Users", "Users");
        frame.choose("choice Theme", "dark", () -> hasTheme(tab, "dark"));
        frame.choose("choice Time zone", "UTC");
        tab.page().reload();
        hasTheme(tab, "dark");
        assertThat(tab.page().getByLabel("Time zone")).hasValue("UTC");
        frame.press("button Keyboard shortcuts", () -> assertThat(tab.dialog()).isVisible());
        frame.press("button Close", () -> assertThat(tab.dialog()).hasCount(0));
        frame.press("button Search or go to …Ctrl K", () -> assertThat(tab.dialog()).isVisible());
        frame.fill("field Search or go to", "Users", () -> options(tab).first().click());
        tab.heading("Users");
        frame.again();
        tab.page().evaluate("document.querySelector('es-toasts').add('bad', 'Something')");
        frame.press("button Dismiss", () -> assertThat(tab.page().locator(".toast")).hasCount(0));
        frame.nothingIsLeft();
    }

    @Test
    void frame_of_who_signs_in_and_out(Tab tab) {
        tab.signIn(closed.uri(), "admin", "changeit");
        tab.go("#/streams");
        tab.heading("Streams");
        tab.page().getByText("Sign out").click();
        tab.page().locator(".side").getByText("Sign in").click();
        tab.heading("Sign in");
    }

    @Test
    void frame_of_a_narrow_window(Tab tab) {
        tab.page().setViewportSize(390, 780);
        tab.open(node.uri(), "#/dashboard");
        Locator streams = tab.page().locator(".side").getByText("Streams");
        tab.page().getByLabel("Menu").click();
        assertThat(streams).isInViewport();
        tab.page().locator(".veil").click(new Locator.ClickOptions().setPosition(380, 400));
        assertThat(streams).not().isInViewport();

        tab.page().getByLabel("Menu").click();
        streams.click();

        tab.heading("Streams");
        assertThat(streams).not().isInViewport();
        tab.hasNoComplaints();
    }

    @Test
    void acts_of_the_search(Tab tab) {
        tab.signIn(closed.uri(), "admin", "changeit");
        choose(tab, "Theme: dark");
        hasTheme(tab, "dark");
        choose(tab, "Theme: light");
        hasTheme(tab, "light");
        choose(tab, "Theme: as the system");
        assertThat(tab.page().locator("html[data-theme]")).hasCount(0);
        choose(tab, "Sign out");
        assertThat(tab.page().locator(".side").getByText("Sign in")).isVisible();
        tab.hasNoComplaints();
    }

    @Test
    void the_search_leads_to_an_event_by_its_place_and_to_everything_with_a_text(Tab tab) {
        tab.open(node.uri(), "#/dashboard");
        choose(tab, "order-1@0");
        tab.heading("orderPlaced");
        tab.page().keyboard().press("Control+k");
        tab.page().locator(".palette input").fill("Placed");
        options(tab).getByText("Find Placed in all events").click();
        tab.heading("All events");
        tab.hasNoComplaints();
    }

    @Test
    void keys_lead_to_pages(Tab tab) {
        tab.open(node.uri(), "#/options");
        for (List<String> each : KEYS) {
            tab.go("#/options");
            tab.heading("Options in force");
            for (String key : each.getFirst().split(" ", -1)) {
                tab.page().keyboard().press(key);
            }
            tab.heading(each.getLast());
        }
        tab.hasNoComplaints();
    }

    @Test
    void keys_find_the_search_of_the_page_and_the_help(Tab tab) {
        tab.open(node.uri(), "#/options");
        tab.heading("Options in force");
        tab.page().keyboard().press("/");
        assertThat(tab.main().locator("input[type=search]")).isFocused();

        tab.open(node.uri(), "#/operations");
        tab.heading("Operations");
        tab.page().keyboard().press("/");
        assertThat(tab.page().locator(".palette input")).isFocused();
        tab.page().keyboard().press("Escape");
        assertThat(tab.dialog()).hasCount(0);
        tab.page().keyboard().press("?");
        assertThat(tab.dialog()).containsText("Go to the dashboard");
        tab.hasNoComplaints();
    }

    private static Controls of(Tab tab, LocalNode node) {
        return Controls.within(Controls.FRAME, tab, node.uri(), "#/dashboard", "Dashboard");
    }

    /** Types a text into the search and presses what it offers by this name. */
    private static void choose(Tab tab, String option) {
        tab.page().keyboard().press("Control+k");
        tab.page().locator(".palette input").fill(option);
        options(tab).getByText(option, new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(tab.dialog()).hasCount(0);
    }

    private static Locator options(Tab tab) {
        return tab.page().locator("[role=option]");
    }

    private static void hasTheme(Tab tab, String theme) {
        assertThat(tab.page().locator("html")).hasAttribute("data-theme", theme);
    }
}
