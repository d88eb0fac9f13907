package dev.eventstore.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import dev.eventstore.server.fixture.LocalNode;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Chromium.class)
@Timeout(120)
class EveryPageTest {
    /** Addresses, and what their heading says. */
    private static final List<List<String>> PAGES =
            List.of(
                    List.of("#/dashboard", "Dashboard"),
                    List.of("#/streams", "Streams"),
                    List.of("#/events", "All events"),
                    List.of("#/streams/order-1", "order-1"),
                    List.of("#/streams/none", "none"),
                    List.of("#/streams/order-1/1", "orderPlaced"),
                    List.of("#/streams/order-1/1?tab=metadata", "orderPlaced"),
                    List.of("#/streams/order-1/1?tab=diff", "orderPlaced"),
                    List.of("#/streams/binary-1/1", "bytes"),
                    List.of("#/streams/order-1/addEvent", "Add an event"),
                    List.of("#/streams/order-1/settings", "Settings"),
                    List.of("#/streams/order-1/state?n=2", "State"),
                    List.of("#/import", "Import events"),
                    List.of("#/graph", "Correlation and causation"),
                    List.of("#/correlation/" + Shop.CORRELATION, "Correlation and causation"),
                    List.of("#/graph?s=order-1,order-2", "Lanes"),
                    List.of("#/projections", "Projections"),
                    List.of("#/projections/new", "New projection"),
                    List.of("#/query", "Query"),
                    List.of("#/debugger", "Debugger"),
                    List.of("#/subscriptions", "Persistent subscriptions"),
                    List.of("#/subscriptions/new", "New group"),
                    List.of("#/subscriptions/order-1/billing", "billing"),
                    List.of("#/subscriptions/order-1/billing/parked", "billing"),
                    List.of("#/subscriptions/order-1/billing/settings", "billing"),
                    List.of("#/subscriptions/order-1/billing/delete", "billing"),
                    List.of("#/requests", "Requests"),
                    List.of("#/api", "API"),
                    List.of("#/api?r=POST%20/streams/%7Bstream%7D", "API"),
                    List.of("#/logs", "Logs"),
                    List.of("#/operations", "Operations"),
                    List.of("#/options", "Options in force"),
                    List.of("#/users", "Users"),
                    List.of("#/users/new", "New user"),
                    List.of("#/users/admin/edit", "admin"),
                    List.of("#/users/admin/reset", "Password of admin"),
                    List.of("#/signin", "No login needed"));

    /** Addresses of version 5, and what the heading of the page says that they lead to. */
    private static final List<List<String>> BOOKMARKS =
            List.of(
                    List.of("#/", "Dashboard"),
                    List.of("#/dashboard", "Dashboard"),
                    List.of("#/clusterstatus", "Dashboard"),
                    List.of("#/streams", "Streams"),
                    List.of("#/streams/%24all", "All events"),
                    List.of("#/streams/%24all/head/backward/20", "All events"),
                    List.of("#/streams/order-1", "order-1"),
                    List.of("#/streams/order-1/3/backward/20", "order-1"),
                    List.of("#/streams/order-1/2", "orderPaid"),
                    List.of("#/streams/order-1/acl", "Settings"),
                    List.of("#/streams/order-1/addEvent", "Add an event"),
                    List.of("#/streams/order-1/2/addNewLikeThis", "Add an event"),
                    List.of("#/admin", "Operations"),
                    List.of("#/users", "Users"),
                    List.of("#/users/admin", "admin"),
                    List.of("#/projections", "Projections"),
                    List.of("#/query", "Query"),
                    List.of("#/subscriptions", "Persistent subscriptions"),
                    List.of("#/subscriptions/new", "New group"),
                    List.of("#/subscriptions/order-1/billing/edit", "billing"),
                    List.of("#/subscriptions/order-1/billing/delete", "billing"),
                    List.of("#/subscriptions/order-1/billing/viewparkedmessages", "billing"),
                    List.of("#/nowhere", "There is no such page."));

    private static LocalNode node;

    @BeforeAll
    static void start() {
        node = LocalNode.inMemory("--insecure");
        Shop.fill(node.streams());
        Shop.park(node.uri(), "order-1", "billing", 2);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static Stream<Arguments> pages() {
        return PAGES.stream().map(page -> Arguments.of(page.get(0), page.get(1)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void is_there_accessible_in_both_themes_and_without_complaints(
            String address, String heading, Tab tab) {
        tab.open(node.uri(), address);
        tab.heading(heading);
        tab.page().waitForLoadState(LoadState.LOAD);
        tab.isAccessibleInBothThemes();
        tab.hasNoComplaints();
    }

    @Test
    void bookmarks_of_version_5_lead_to_the_right_page(Tab tab) {
        for (List<String> each : BOOKMARKS) {
            tab.open(node.uri(), each.getFirst());

            tab.heading(each.getLast());
            tab.hasNoComplaints();
        }
    }

    @Test
    @SuppressWarnings("unchecked") // What a script answers has no type of ours.
    void has_a_test_of_its_controls(Tab tab) {
        tab.open(node.uri(), "#/dashboard");
        tab.heading("Dashboard");
        String routes = "() => document.querySelector('es-shell').routes.map(route => route.page)";

        List<String> pages = (List<String>) tab.page().evaluate(routes);

        assertThat(new TreeSet<>(pages)).isEqualTo(Controls.PAGES);
    }

    @Test
    void a_database_in_memory_is_said_to_have_no_file(Tab tab) {
        tab.open(node.uri(), "#/dashboard");

        tab.sees("is in memory and has no file");
        assertThat(tab.main().locator(".charts es-chart").count()).isEqualTo(5);
    }

    @Test
    void works_on_a_phone(Tab tab) {
        tab.page().setViewportSize(390, 780);
        tab.open(node.uri(), "#/streams");
        tab.heading("Streams");
        tab.isAccessible();

        tab.page().getByLabel("Menu").click();
        tab.page().locator(".side").getByText("Users").click();

        tab.heading("Users");
        tab.isAccessible();
        tab.hasNoComplaints();
    }
}
