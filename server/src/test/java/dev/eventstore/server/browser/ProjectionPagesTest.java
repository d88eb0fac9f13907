package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Chromium.class)
@Timeout(180)
class ProjectionPagesTest {
    private static final String COUNTING =
            """
            fromAll().when({
              $init: () => ({ n: 0 }),
              orderPlaced(state) {
                state.n += 1;
                return state;
              },
            });
            """;
    private static final String FAULTY =
            """
            fromAll().when({
              orderPlaced(state, event) {
                if (event.data.order.id === 4) throw new Error('odd <b>4</b>');
                return { last: event.data.order.id };
              },
            });
            """;

    private LocalNode node;
    private Client client;

    @BeforeEach
    void start() {
        node =
                LocalNode.inMemory(
                        "--insecure", "--run-projections=All", "--start-standard-projections");
        client = new Client(node.uri());
        Shop.fill(node.streams());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void makes_a_projection_from_a_template_and_shows_how_it_does(Tab tab) {
        tab.open(node.uri(), "#/projections");
        tab.main().getByText("New projection").click();
        tab.heading("New projection");
        tab.button(
                        "Index Links events into a stream for each customer. It has to be allowed to emit.")
                .click();
        assertThat(tab.main().getByLabel("May emit events and links")).isChecked();
        tab.button("Count How many events there are of each type.").click();
        tab.main().getByLabel("Name").fill("counting");
        tab.button("Create").click();

        tab.heading("counting");
        tab.sees("Running");
        tab.sees("orderPlaced");
        assertThat(tab.main().locator(".json")).containsText("total");
        await().untilAsserted(() ->
                assertThat(get("/projection/counting/state")).contains("\"total\":33"));

        tab.isAccessibleInBothThemes();
        tab.go("#/projections");
        assertThat(row(tab, "counting")).containsText("Running");
        tab.isAccessibleInBothThemes();
        tab.hasNoComplaints();
    }

    @Test
    void starts_stops_aborts_resets_and_deletes(Tab tab) {
        create("counting", COUNTING);
        tab.open(node.uri(), "#/projections/counting");
        tab.button("Stop").click();
        tab.toldOf("counting is stopped");
        assertThat(status("counting")).contains("Stopped");
        tab.button("Start").click();
        tab.toldOf("counting is started");
        assertThat(status("counting")).contains("Running");
        tab.button("Abort").click();
        tab.toldOf("counting is aborted");
        assertThat(status("counting")).contains("Aborted");

        tab.button("Reset").click();
        dialogButton(tab, "Reset").click();
        tab.toldOf("counting begins anew");

        tab.button("Delete").click();
        tab.dialog().getByText("Its checkpoints").click();
        tab.isAccessible();
        dialogButton(tab, "Delete").click();
        tab.toldOf("counting is deleted");
        tab.heading("Projections");
        assertThat(client.get("/projection/counting").statusCode()).isEqualTo(404);
        tab.hasNoComplaints();
    }

    @Test
    void standard_ones_can_be_switched_and_all_at_once(Tab tab) {
        tab.open(node.uri(), "#/projections");
        row(tab, "$by_category").getByText("Stop").click();
        tab.toldOf("$by_category is stopped");
        assertThat(status("$by_category")).contains("Stopped");
        row(tab, "$by_category").getByText("Start").click();
        tab.toldOf("$by_category is started");

        tab.button("Stop all").click();
        dialogButton(tab, "Stop all").click();
        tab.toldOf("5 projections are stopped");
        assertThat(status("$streams")).contains("Stopped");
        tab.button("Start all").click();
        dialogButton(tab, "Start all").click();
        tab.toldOf("5 projections are started");

        tab.main().locator("input[type=search]").fill("correlation");
        assertThat(tab.main().locator("tbody tr")).hasCount(1);
        tab.hasNoComplaints();
    }

    @Test
    void changes_script_and_settings(Tab tab) {
        create("counting", COUNTING);
        tab.open(node.uri(), "#/projections/counting");
        tab.sees("state.n += 1;");
        replaceScript(tab, COUNTING.replace("n += 1", "n += 2"));
        tab.main().getByLabel("May emit").first().check();
        tab.button("Save").click();
        tab.toldOf("counting is saved");
        assertThat(get("/projection/counting/query")).contains("n += 2");
        assertThat(get("/projection/counting/query?config=yes")).contains("\"emitEnabled\" : true");

        tab.button("Stop").click();
        tab.toldOf("counting is stopped");
        tab.main().locator("details summary").filter(hasText("Settings")).click();
        tab.main().locator("[name=checkpointHandledThreshold]").fill("77");
        tab.button("Save settings").click();
        tab.toldOf("The settings are saved");
        assertThat(get("/projection/counting/config"))
                .contains("\"checkpointHandledThreshold\" : 77");
        tab.isAccessible();
        tab.hasNoComplaints();
    }

    @Test
    void lists_the_partitions_and_shows_how_one_stands(Tab tab) {
        create("each", COUNTING.replace("fromAll()", "fromAll().foreachStream()"));
        tab.open(node.uri(), "#/projections/each");
        Locator partitions = tab.main().getByLabel("Partitions").locator("button");
        assertThat(partitions).containsText(new String[] {"order-0", "order-1", "order-2"});
        partitions.filter(hasText("order-3")).click();
        assertThat(tab.main().locator("es-standing .json")).containsText("3");
        assertThat(get("/projection/each/state?partition=order-3")).isEqualTo("{\"n\":3}");
        tab.isAccessibleInBothThemes();

        tab.main().locator("es-standing [name=partition]").fill("der-4");
        assertThat(partitions).hasCount(1);
        tab.main().locator("es-standing [name=partition]").fill("nobody");
        tab.button("Show nobody").click();
        tab.sees("Nothing there.");
        tab.hasNoComplaints();
    }

    @Test
    void the_editor_completes_and_complains(Tab tab) {
        tab.open(node.uri(), "#/projections/new");
        tab.sees("fromAll");
        replaceScript(tab, "fromAll().when({ broken(");
        Locator editor = editor(tab);
        assertThat(editor.locator(".cm-lint-marker-error")).isVisible();

        replaceScript(tab, "fromAll()");
        tab.page().keyboard().type(".fore");
        editor.locator(".cm-tooltip-autocomplete li").filter(hasText("foreachStream")).click();
        assertThat(editor.locator(".cm-content")).containsText("fromAll().foreachStream()");
        tab.hasNoComplaints();
    }

    @Test
    void a_fault_leads_into_the_debugger_which_stops_there(Tab tab) {
        create("faulty", FAULTY);
        await().atMost(Duration.ofSeconds(30)).until(() -> status("faulty").contains("Faulted"));
        tab.open(node.uri(), "#/projections/faulty");
        tab.sees("It cannot go on.");
        tab.sees("odd <b>4</b>");
        tab.sees("order-4@0");
        tab.isAccessibleInBothThemes();

        tab.main().getByText("Debug it there").first().click();
        tab.heading("Debugger");
        tab.sees("odd <b>4</b>");
        tab.button("Run").click();
        tab.sees("The script cannot handle this event.");
        tab.sees("order-4@0");
        assertThat(editor(tab).locator(".es-failed")).containsText("throw new Error");
        tab.isAccessibleInBothThemes();

        replaceScript(tab, FAULTY.replace("=== 4", "=== 1000"));
        tab.sees("Step or Run opens a new session.");
        tab.button("Run").click();
        tab.sees("No more events");
        tab.button("Save to projection").click();
        tab.toldOf("faulty is saved");
        await().untilAsserted(() ->
                assertThat(get("/projection/faulty/state")).contains("{\"last\":28}"));
        tab.hasNoComplaints();
    }

    @Test
    void a_query_runs_dry_and_in_the_node_and_can_be_kept(Tab tab) {
        tab.open(node.uri(), "#/query");
        tab.sees("fromAll");
        long head = node.streams().head().value();
        replaceScript(tab, COUNTING);
        tab.button("Run as query").click();
        tab.sees("has read everything");
        assertThat(tab.main().locator(".json")).containsText("15");

        tab.main().locator("summary").filter(hasText("Save")).click();
        tab.main().locator(".menu-body [name=name]").fill("placed orders");
        tab.button("Save it").click();
        tab.toldOf("placed orders is saved in this browser");
        tab.go("#/streams");
        tab.heading("Streams");
        tab.go("#/query");
        tab.main().locator("[name=saved]").selectOption("placed orders");
        assertThat(editor(tab).locator(".cm-content")).containsText("state.n += 1;");

        tab.button("Dry run").click();
        tab.sees("has read everything");
        tab.sees("15 events");
        tab.isAccessibleInBothThemes();
        assertThat(node.streams().head().value() - head).isLessThan(200);

        tab.button("Keep as projection").click();
        tab.heading("New projection");
        tab.main().getByLabel("Name").fill("kept");
        tab.button("Create").click();
        tab.heading("kept");
        assertThat(get("/projection/kept/query")).isEqualTo(COUNTING);
        tab.hasNoComplaints();
    }

    @Test
    void projections_of_version_5_bookmarks_lead_to_the_right_page(Tab tab) {
        create("counting", COUNTING);
        String old = "http%3A%2F%2F127.0.0.1%3A2113%2Fprojection%2Fcounting";
        tab.open(node.uri(), "#/projections/" + old);
        tab.heading("counting");
        tab.go("#/projections/" + old + "/edit");
        tab.heading("counting");
        tab.go("#/projections/" + old + "/debug");
        tab.heading("Debugger");
        tab.go("#/projections/standard");
        tab.heading("New projection");
        tab.page().navigate(node.uri().resolve("/web/es/js/projections/resources/x.js").toString());
        tab.heading("Projections");
        tab.page().navigate(node.uri().resolve("/projections").toString());
        tab.heading("Projections");
        tab.hasNoComplaints();
    }

    private void create(String name, String script) {
        assertThat(
                        client.post(
                                        "/projections/continuous?enabled=yes&name=" + name,
                                        script,
                                        "Content-Type",
                                        "application/json")
                                .statusCode())
                .isEqualTo(201);
    }

    private String get(String path) {
        return client.get(path).body();
    }

    private String status(String name) {
        return get("/projection/" + name);
    }

    private static Locator editor(Tab tab) {
        return tab.main().locator("es-script");
    }

    private static void replaceScript(Tab tab, String script) {
        DebuggerPageTest.replaceScript(tab, script);
    }

    private static Locator dialogButton(Tab tab, String name) {
        return tab.dialog()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator.FilterOptions hasText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Locator row(Tab tab, String name) {
        return tab.main().locator("tbody tr").filter(hasText(name));
    }
}
