package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Delete;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages as they are now and then: asking, with a menu open, empty, refused, wrong. Most of these
 * are judged with {@code -Pslow} only.
 */
@ExtendWith(Chromium.class)
@Timeout(120)
class EveryStateTest {
    private static LocalNode node;
    private static LocalNode empty;
    private static LocalNode closed;

    @BeforeAll
    static void start() {
        node =
                LocalNode.inMemory(
                        "--insecure", "--run-projections=All", "--start-standard-projections");
        empty = LocalNode.inMemory("--insecure", "--run-projections=All");
        closed = LocalNode.inMemory("--run-projections=All");
        Shop.fill(node.streams());
        Shop.park(node.uri(), "order-1", "billing", 2);
        create("counting", "fromAll().when({ $any: (s, e) => ({}) });");
        create("faulty", "fromAll().when({ orderPaid() { throw new Error('odd'); } });");
        delete("order-3", false);
        delete("order-4", true);
    }

    @AfterAll
    static void stop() {
        node.close();
        empty.close();
        closed.close();
    }

    @EnabledIfSystemProperty(named = "slow", matches = "true")
    @ParameterizedTest
    @CsvSource({
        "#/operations, Stop the node",
        "#/users, Delete",
        "#/subscriptions, Restart all",
        "#/subscriptions/order-1/billing/parked, Replay all",
        "#/subscriptions/order-1/billing/parked, Drop",
        "#/subscriptions/order-1/billing/settings, Save settings",
        "#/subscriptions/order-1/billing/settings, Begin anew",
        "#/subscriptions/order-1/billing/settings, Delete",
        "#/streams/order-1/settings, Soft delete",
        "#/streams/order-1/settings, Tombstone",
        "#/projections, Stop all",
        "#/projections/counting, Reset",
        "#/projections/counting, Delete",
    })
    void a_question_is_accessible(String address, String button, Tab tab) {
        tab.open(node.uri(), address);
        tab.button(button).first().click();
        assertThat(tab.dialog()).isVisible();

        tab.isAccessibleInBothThemes("dialog[open]");
    }

    @EnabledIfSystemProperty(named = "slow", matches = "true")
    @ParameterizedTest
    @CsvSource({
        "#/streams/order-1, Columns",
        "'#/events?cols=item', Columns (1)",
        "#/events?q=tea, Saved",
        "#/events, Search syntax",
        "#/addEvent, From curl",
        "#/query, Save",
        "#/projections/counting, Settings",
    })
    void a_menu_is_accessible(String address, String menu, Tab tab) {
        tab.open(node.uri(), address);
        tab.main().locator("summary").getByText(menu, exactly()).click();
        assertThat(tab.main().locator("details[open]")).isVisible();

        tab.isAccessibleInBothThemes("details[open]");
    }

    @EnabledIfSystemProperty(named = "slow", matches = "true")
    @ParameterizedTest
    @CsvSource({
        "#/dashboard, Append your first event",
        "#/streams, No streams yet.",
        "#/events, No events yet.",
        "#/subscriptions, No groups yet.",
        "#/requests, Nothing yet.",
        "#/operations, None yet.",
        "#/projections, None yet.",
        "#/correlation/none, No event has this correlation id",
        "#/graph?s=none, Lanes",
        "#/query, No results yet",
    })
    void an_empty_page_is_accessible(String address, String text, Tab tab) {
        tab.open(empty.uri(), address);
        tab.sees(text);

        tab.isAccessibleInBothThemes();
    }

    @EnabledIfSystemProperty(named = "slow", matches = "true")
    @ParameterizedTest
    @CsvSource({
        "#/nowhere, There is no such page.",
        "#/events?q=id%3Anonsense, id: needs the id of an event",
        "#/events?q=nothing-fits, Nothing fits.",
        "#/streams/order-1/99, That did not work.",
        "#/streams/order-3, This stream is softly deleted",
        "#/streams/order-3/settings, Undo the deletion",
        "#/streams/order-4, This stream is deleted for good",
        "#/streams/order-4/settings, This stream is deleted for good.",
        "#/subscriptions/order-1/none, That did not work.",
        "#/projections/none, That did not work.",
        "#/projections/faulty, It cannot go on.",
        "#/projections, Faulted",
    })
    void a_page_about_a_problem_is_accessible(String address, String text, Tab tab) {
        tab.open(node.uri(), address);
        tab.sees(text);

        tab.isAccessibleInBothThemes();
    }

    @EnabledIfSystemProperty(named = "slow", matches = "true")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#/dashboard",
                "#/streams",
                "#/events",
                "#/streams/order-1",
                "#/streams/order-1/0",
                "#/streams/order-1/settings",
                "#/subscriptions",
                "#/projections",
                "#/query",
                "#/debugger",
                "#/requests",
                "#/logs",
                "#/operations",
                "#/options",
                "#/users",
            })
    void a_page_that_needs_a_login_is_accessible(String address, Tab tab) {
        tab.open(closed.uri(), address);
        assertThat(tab.page().locator(".side").getByText("Sign in")).isVisible();
        assertThat(tab.main().locator("h1").first()).isVisible();

        tab.isAccessibleInBothThemes();
    }

    @Test
    void messages_results_and_what_a_key_opens_are_accessible(Tab tab) {
        tab.open(node.uri(), "#/signin");
        tab.open(node.uri(), "#/users/admin/edit");
        tab.button("Save").click();
        tab.toldOf("admin is changed");
        tab.page().evaluate("document.querySelector('es-toasts').add('bad', 'It failed')");
        tab.isAccessibleInBothThemes();

        tab.page().keyboard().press("Control+k");
        tab.page().locator(".palette input").fill("order");
        assertThat(tab.page().locator("[role=option]").first()).containsText("order");
        tab.isAccessibleInBothThemes("dialog[open]");
        tab.page().keyboard().press("Escape");
        tab.main().locator("h1").click();
        tab.page().keyboard().press("?");
        assertThat(tab.dialog()).containsText("Keyboard");
        tab.isAccessibleInBothThemes("dialog[open]");
    }

    @Test
    void a_wrong_password_and_an_append_that_is_refused_are_accessible(Tab tab) {
        tab.open(closed.uri(), "#/signin");
        tab.field("Name").fill("admin");
        tab.field("Password").fill("wrong");
        tab.button("Sign in").click();
        tab.sees("Name and password do not belong together");
        tab.isAccessibleInBothThemes();

        tab.open(node.uri(), "#/streams/order-1/addEvent");
        tab.main().getByLabel("Type").fill("orderPaid");
        tab.main().locator("select").selectOption("-1");
        tab.button("Add event").click();
        tab.sees("nothing was written");
        tab.isAccessibleInBothThemes();
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private static void create(String name, String script) {
        new Client(node.uri())
                .post(
                        "/projections/continuous?enabled=yes&name=" + name,
                        script,
                        "Content-Type",
                        "application/json");
    }

    private static void delete(String stream, boolean forGood) {
        node.streams().delete(new Delete(StreamName.of(stream), Belief.ANY, forGood));
    }
}
