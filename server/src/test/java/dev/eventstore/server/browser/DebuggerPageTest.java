package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a node that runs no projections. */
@ExtendWith(Chromium.class)
@Timeout(180)
class DebuggerPageTest {
    /** Line 5 emits. */
    private static final String SCRIPT =
            """
            fromCategory('order').foreachStream().when({
              $init: () => ({ placed: 0 }),
              orderPlaced(state, event) {
                state.placed += 1;
                emit('placed', 'counted', { n: state.placed });
                log('one more');
                return state;
              },
            });
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
    void steps_forward_and_back_and_shows_all_that_an_event_does(Tab tab) {
        Position before = node.streams().head();
        open(tab);
        tab.button("Step").click();
        tab.sees("State of order-0");
        tab.sees("1 handled");
        tab.sees("one more");
        assertThat(tab.main().locator(".emitted")).containsText("placed");
        assertThat(tab.main().locator("es-step .diff")).containsText("\"placed\": 1");
        assertThat(tab.main().locator("es-step")).containsText("order-0@0");

        tab.sees("Line 7");
        tab.button("Line before").click();
        tab.sees("Line 6");
        assertThat(editor(tab).locator(".es-current")).containsText("log(");
        tab.sees("{placed: 1}");

        tab.button("Before and after").click();
        tab.sees("Before");
        tab.button("Step").click();
        tab.sees("2 handled");
        tab.button("Back").click();
        tab.sees("1 handled");
        tab.button("Restart").click();
        tab.sees("At the beginning");
        assertThat(node.streams().head()).isEqualTo(before);
        tab.hasNoComplaints();
    }

    @Test
    void runs_to_breakpoints_and_to_the_end(Tab tab) {
        open(tab);
        tab.main().locator("[name=condition]").fill("state.placed === 2");
        tab.button("Run").click();
        tab.sees("The condition holds");
        tab.isAccessibleInBothThemes();

        tab.main().locator("[name=condition]").fill("");
        tab.main().locator("[name=partitions]").fill("order-3");
        tab.button("Run").click();
        assertThat(tab.main().locator("es-step h2").nth(1)).hasText("State of order-3");
        tab.main().locator("[name=partitions]").fill("");

        editor(tab).locator(".es-breakpoints .cm-gutterElement").nth(5).click();
        tab.sees("lines 5");
        tab.button("Run").click();
        tab.sees("Line 5");
        editor(tab).locator(".cm-line").nth(4).click();
        tab.page().keyboard().press("F9");
        tab.sees("no line is marked");

        tab.main().getByLabel("Something would be emitted").check();
        tab.button("Run").click();
        tab.sees("Something would be emitted");
        tab.main().getByLabel("Something would be emitted").uncheck();
        tab.main().locator("[name=condition]").fill("nonsense.of");
        tab.button("Run").click();
        tab.sees("The condition fails");
        tab.main().locator("[name=condition]").fill("");
        tab.button("Run").click();
        tab.sees("No more events");
        tab.sees("15 handled");
        tab.main().locator("es-debugger tbody button").last().click();
        tab.sees("Event 1");
        tab.hasNoComplaints();
    }

    @Test
    void begins_anywhere_with_one_partition_by_a_link(Tab tab) {
        long from = position("order-2", 2);
        open(tab);
        tab.go("#/debugger?from=" + from + "&partition=order-2");
        tab.button("Step").click();

        tab.sees("State of order-2");
        tab.sees("order-2@2");
        assertThat(tab.main().locator("[name=from]")).hasValue(Long.toString(from));
        tab.hasNoComplaints();
    }

    @Test
    void keys_do_the_same(Tab tab) {
        open(tab);
        tab.main().locator("h1").click();
        tab.page().keyboard().press("s");
        tab.sees("1 handled");
        tab.page().keyboard().press("r");
        tab.sees("No more events");
        tab.page().keyboard().press("b");
        tab.sees("14 handled");
        tab.hasNoComplaints();
    }

    @Test
    void an_endless_script_is_stopped_with_its_line(Tab tab) {
        open(
                tab,
                "fromAll().when({\n  $any(s) {\n    while (true) {\n      s.n = 1;\n    }\n  } });\n");
        tab.button("Run").click();

        tab.sees("The script cannot handle this event.");
        tab.sees("Handler: $any");
        tab.button("Back").click();
        tab.sees("At the beginning");
        tab.hasNoComplaints();
    }

    @Test
    void hostile_events_and_scripts_are_shown_as_text(Tab tab) {
        open(
                tab,
                "fromStream('"
                        + Shop.HOSTILE_STREAM
                        + "').when({ $any(s, e) {"
                        + " log('<img src=x onerror=alert(1)>');"
                        + " emit('<b>out</b>', '<script>', { '<i>': e.data });"
                        + " return { ['<u>']: e.data }; } })");
        tab.button("Step").click();

        tab.sees("<script>alert(3)</script>");
        tab.sees("<img src=x onerror=alert(1)>");
        assertThat(tab.main().locator("es-step :is(img, i, u, script), .emitted b")).hasCount(0);
        tab.isAccessibleInBothThemes();

        tab.go("#/query");
        tab.heading("Query");
        replaceScript(tab, "fromAll().when({ $any() { return { ['<u>x']: '<img src=x>' }; } })");
        tab.button("Dry run").click();
        tab.sees("<img src=x>");
        assertThat(tab.main().locator("es-query img, es-query u")).hasCount(0);
        tab.hasNoComplaints();
    }

    @Test
    void a_script_that_makes_no_sense_is_told_at_its_line(Tab tab) {
        open(tab, "fromAll().when({\n  broken(\n");
        assertThat(editor(tab).locator(".cm-lint-marker-error")).isVisible();
        tab.button("Step").click();

        tab.sees("That did not work.");
        tab.forgetComplaints();
    }

    @Test
    void a_dry_run_ends_at_a_limit_and_tells_what_would_be_emitted(Tab tab) {
        tab.open(node.uri(), "#/query");
        tab.sees("This node runs no projections.");
        replaceScript(tab, SCRIPT);
        tab.main().locator("[name=events]").fill("4");
        tab.button("Dry run").click();
        tab.sees("4 events are handled.");
        assertThat(tab.main().locator(".emitted li")).hasCount(4);
        tab.sees("one more");
        tab.main().locator("es-partition-grid .grid-body .mono").getByText("order-2").click();
        assertThat(tab.main().locator(".json")).containsText("placed");
        assertThat(tab.button("Run as query")).isDisabled();
        tab.isAccessibleInBothThemes();

        tab.button("Debug").click();
        tab.heading("Debugger");
        assertThat(editor(tab)).containsText("emit('placed'");
        tab.hasNoComplaints();
    }

    @Test
    void a_dry_run_can_be_cancelled(Tab tab) {
        tab.open(node.uri(), "#/query");
        replaceScript(
                tab,
                "fromAll().when({ $any(s) { let n = 0; for (let i = 0; i < 400000; i++) n += i;"
                        + " return { n }; } })");
        tab.button("Dry run").click();
        tab.button("Cancel").click();

        tab.sees("cancelled");
        tab.hasNoComplaints();
    }

    @Test
    void the_pages_of_projections_say_how_to_turn_them_on(Tab tab) {
        tab.open(node.uri(), "#/projections");
        tab.sees("This node runs no projections.");
        tab.sees("--run-projections=All");
        assertThat(tab.page().locator(".side").getByText("Projections")).hasCount(0);
        tab.isAccessibleInBothThemes();
        tab.go("#/projections/new");
        tab.heading("New projection");
        assertThat(tab.button("Create")).isDisabled();
        tab.isAccessibleInBothThemes();
        tab.hasNoComplaints();
    }

    private long position(String stream, long revision) {
        ReadEvent read = new ReadEvent(StreamName.of(stream), revision, false);
        return ((ReadEventResult.Found) node.streams().readEvent(read))
                .event()
                .original()
                .position()
                .value();
    }

    private void open(Tab tab) {
        open(tab, SCRIPT);
    }

    private void open(Tab tab, String script) {
        tab.open(node.uri(), "#/debugger");
        tab.heading("Debugger");
        replaceScript(tab, script);
    }

    /** Puts a text into the editor as if it were pasted. */
    static void replaceScript(Tab tab, String script) {
        Locator content = editor(tab).locator(".cm-content");
        assertThat(content).not().hasText("");
        content.evaluate("(element, text) => { element.getRootNode().host.value = text; }", script);
        content.click();
        tab.page().keyboard().press("Control+End");
    }

    private static Locator editor(Tab tab) {
        return tab.main().locator("es-script");
    }
}
