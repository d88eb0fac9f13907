package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Append;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything can be reached without a mouse; what is reached is a native control, which keys
 * operate.
 */
@ExtendWith(Chromium.class)
@Timeout(120)
class KeyboardTest {
    private static final int STOPS_MAX = 400;
    private static final int ACTS_OF_A_ROW_MAX = 8;

    private static LocalNode node;

    @BeforeAll
    static void start() {
        node =
                LocalNode.inMemory(
                        "--insecure", "--run-projections=All", "--start-standard-projections");
        Shop.fill(node.streams());
        Shop.park(node.uri(), "order-1", "billing", 2);
        new Client(node.uri())
                .post(
                        "/projections/continuous?enabled=yes&name=counting",
                        "fromCategory('order').foreachStream().when({ $any: () => ({}) });",
                        "Content-Type",
                        "application/json");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "#/events, All events",
        "#/streams/order-1/1, orderPlaced",
        "#/streams/order-1/addEvent, Add an event",
        "#/projections/counting, counting",
        "#/query, Query",
        "#/subscriptions/order-1/billing/parked, billing",
        "#/api, API",
    })
    void everything_can_be_reached(String address, String heading, Tab tab) {
        reachesEverything(address, heading, tab);
    }

    @EnabledIfSystemProperty(named = "slow", matches = "true")
    @ParameterizedTest
    @CsvSource({
        "#/dashboard, Dashboard",
        "#/streams, Streams",
        "#/streams/order-1, order-1",
        "#/streams/none, none",
        "#/streams/order-1/1?tab=diff, orderPlaced",
        "#/streams/order-1/settings, Settings",
        "'#/graph?s=order-1,order-2', Lanes",
        "#/projections, Projections",
        "#/projections/new, New projection",
        "#/debugger, Debugger",
        "#/subscriptions?stream=order-1, Persistent subscriptions",
        "#/subscriptions/new, New group",
        "#/subscriptions/order-1/billing, billing",
        "#/subscriptions/order-1/billing/settings, billing",
        "#/requests, Requests",
        "#/logs, Logs",
        "#/operations, Operations",
        "#/options, Options in force",
        "#/users, Users",
        "#/users/new, New user",
        "#/users/admin/reset, Password of admin",
    })
    void everything_of_other_pages_can_be_reached(String address, String heading, Tab tab) {
        reachesEverything(address, heading, tab);
    }

    private static void reachesEverything(String address, String heading, Tab tab) {
        tab.open(node.uri(), address);
        tab.heading(heading);
        tab.page().evaluate(Controls.script());
        Set<String> there = settled(tab);

        Set<String> reached = new TreeSet<>();
        for (int stop = 0; stop < STOPS_MAX; stop++) {
            tab.page().keyboard().press("Tab");
            String place = focus(tab, reached);
            if (place.equals("nowhere")) {
                break;
            }
            if (place.equals("grid")) {
                walkRow(tab, reached);
            } else if (place.equals("editor")) {
                tab.page().keyboard().press("Escape");
            }
        }

        there.removeAll(reached);
        assertThat(there).as("on %s, out of the reach of keys", address).isEmpty();
        tab.hasNoComplaints();
    }

    @Test
    void arrows_lead_to_the_links_of_a_row_and_back(Tab tab) {
        tab.open(node.uri(), "#/events");
        tab.heading("All events");
        Locator rows = tab.main().locator(".grid-body [role=row]");
        assertThat(rows.first()).isVisible();
        Locator grid = tab.main().locator("[role=grid]");
        grid.focus();

        press(tab, "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight");
        assertThat(rows.nth(1).locator("a").nth(1)).isFocused();
        press(tab, "ArrowDown");
        assertThat(rows.nth(2).locator("a").nth(1)).isFocused();
        press(tab, "PageDown", "PageDown", "PageUp");
        assertThat(tab.main().locator("[aria-selected=true] a").nth(1)).isFocused();
        press(tab, "Home", "ArrowLeft", "ArrowLeft");
        assertThat(grid).isFocused();
        press(tab, "ArrowRight", "Escape");
        assertThat(grid).isFocused();

        String stream = rows.first().locator("a").first().textContent();
        press(tab, "ArrowRight", "Enter");
        tab.heading(stream);
        tab.hasNoComplaints();
    }

    @Test
    void an_arrow_leads_into_the_table_from_the_search_and_from_nowhere(Tab tab) {
        tab.open(node.uri(), "#/streams?filter=order");
        Locator rows = tab.main().locator(".grid-body [role=row]");
        assertThat(rows).hasCount(5);
        press(tab, "/", "ArrowDown", "ArrowDown");
        assertThat(rows.nth(1)).hasAttribute("aria-selected", "true");
        String stream = rows.nth(1).locator("a").first().textContent();

        press(tab, "Enter");
        tab.heading(stream);
        assertThat(tab.main()).isFocused();
        assertThat(rows).hasCount(6);
        press(tab, "ArrowDown", "Enter");
        tab.heading("orderPlaced");

        tab.go("#/streams?filter=order");
        press(tab, "/", "Escape", "Escape");
        assertThat(tab.main()).isFocused();
        tab.hasNoComplaints();
    }

    @Test
    void a_row_that_is_still_being_loaded_opens_when_it_is_there(Tab tab) {
        List<Route> held = new ArrayList<>();
        tab.open(node.uri(), "#/operations");
        tab.page().route("**/ui-api/streams/order-3/events?from*", held::add);
        tab.go("#/streams/order-3");
        assertThat(tab.main().locator(".grid-body [role=row]")).hasCount(6);
        tab.main().locator("[role=grid]").focus();
        tab.page().waitForCondition(() -> !held.isEmpty());

        press(tab, "ArrowDown", "Enter");
        tab.heading("order-3");
        held.forEach(Route::resume);

        tab.heading("orderPlaced");
        tab.hasNoComplaints();
    }

    @Test
    void the_button_of_a_row_is_pressed_with_a_key(Tab tab) {
        tab.open(node.uri(), "#/requests");
        Locator rows = tab.main().locator(".grid-body [role=row]");
        // A tab belongs to this thread.
        await().pollInSameThread()
                .untilAsserted(() -> {
                    new Client(node.uri()).get("/streams/order-1", "Accept", "application/json");
                    assertThat(rows.count()).isPositive();
                });
        tab.main().locator("[role=grid]").focus();

        press(tab, "ArrowRight", "ArrowRight", "Enter");

        tab.copied("curl", "/streams/order-1");
        tab.hasNoComplaints();
    }

    @Test
    void the_focus_is_not_lost_when_its_row_goes_out_of_sight(Tab tab) {
        for (int i = 0; i < 5; i++) {
            node.streams().append(new Append(StreamName.of("tall"), Belief.ANY, Shop.many(100)));
        }
        tab.open(node.uri(), "#/streams/tall");
        assertThat(tab.main().locator(".grid-body a").first()).isVisible();
        Locator grid = tab.main().locator("[role=grid]");
        grid.focus();
        press(tab, "ArrowDown", "ArrowRight");
        assertThat(tab.main().locator("[aria-selected=true] a")).isFocused();

        grid.evaluate("grid => { grid.scrollTop = 6000; }");

        assertThat(grid).isFocused();
    }

    @Test
    void escape_closes_menus_and_dialogs_and_the_focus_goes_back(Tab tab) {
        tab.open(node.uri(), "#/events");
        tab.heading("All events");
        Locator menu = tab.main().getByText("Search syntax");
        menu.focus();
        press(tab, "Enter", "Tab");
        assertThat(tab.main().locator(".syntax button").first()).isFocused();
        press(tab, "Escape");
        assertThat(tab.main().locator(".syntax")).isHidden();
        assertThat(menu).isFocused();

        tab.go("#/operations");
        Locator stop = tab.button("Stop the node");
        stop.focus();
        press(tab, "Enter");
        assertThat(tab.dialog()).isVisible();
        press(tab, "Escape");
        assertThat(tab.dialog()).hasCount(0);
        assertThat(stop).isFocused();
        tab.hasNoComplaints();
    }

    @Test
    void the_sidebar_can_be_skipped(Tab tab) {
        tab.open(node.uri(), "#/streams");
        tab.heading("Streams");

        press(tab, "Tab", "Enter", "Tab");

        assertThat(tab.main().getByText("Add event")).isFocused();
    }

    /** Goes through the links and buttons of the first row. */
    private static void walkRow(Tab tab, Set<String> reached) {
        for (int act = 0; act < ACTS_OF_A_ROW_MAX; act++) {
            tab.page().keyboard().press("ArrowRight");
            focus(tab, reached);
        }
        tab.page().keyboard().press("Escape");
    }

    /** Notes where the focus is, which has to be in sight, and answers with the kind of place. */
    @SuppressWarnings("unchecked") // What a script answers has no type of ours.
    private static String focus(Tab tab, Set<String> reached) {
        List<String> found = (List<String>) tab.page().evaluate("() => controls.focused()");
        assertThat(found.getFirst()).as("%s", found).isNotEqualTo("covered");
        reached.addAll(found.subList(1, found.size()));
        return found.getFirst();
    }

    /** The controls of the page, as soon as they stay the same. */
    @SuppressWarnings("unchecked") // What a script answers has no type of ours.
    private static Set<String> settled(Tab tab) {
        Set<String> there = new TreeSet<>();
        await().pollInSameThread()
                .until(() -> {
                    Set<String> before = new TreeSet<>(there);
                    there.clear();
                    there.addAll(
                            (List<String>) tab.page().evaluate("() => controls.enabled('main')"));
                    return !there.isEmpty() && there.equals(before);
                });
        return there;
    }

    private static void press(Tab tab, String... keys) {
        for (String key : keys) {
            tab.page().keyboard().press(key);
        }
    }
}
