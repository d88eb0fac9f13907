package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every control of the pages about projections. */
@ExtendWith(Chromium.class)
@Timeout(180)
class ProjectionControlsTest {
    private static final String FAULTY =
            "fromAll().when({ orderPaid() { throw new Error('odd'); } });";

    private final ProjectingShop shop = new ProjectingShop();

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void projections(Tab tab) {
        shop.create("faulty", FAULTY);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> shop.get("/projection/faulty").contains("Faulted"));
        Controls page = Controls.of(tab, shop.uri(), "#/projections", "Projections");
        page.leadsTo("link Debugger", "Debugger");
        page.leadsTo("link New projection", "New projection");
        page.leadsTo("link in Name", "faulty");
        page.leadsTo("link in Status", "Debugger");
        page.press("button Stop", () -> tab.toldOf("is stopped"));
        page.press("button Start", () -> tab.toldOf("is started"));
        page.press("button Stop all");
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        page.press("button Stop all");
        answer(tab, "Stop all");
        tab.toldOf("projections are stopped");
        assertThat(shop.get("/projection/$streams")).contains("Stopped");
        page.press("button Start all");
        answer(tab, "Start all");
        tab.toldOf("projections are started");
        await().untilAsserted(
                        () -> assertThat(shop.get("/projection/$streams")).contains("Running"));
        page.fill(
                "field Filter by name",
                "$streams",
                () -> assertThat(tab.main().locator("tbody tr")).hasCount(1));
        page.nothingIsLeft();
    }

    @Test
    void new_projection(Tab tab) {
        Controls page = Controls.of(tab, shop.uri(), "#/projections/new", "New projection");
        List<String> templates = tab.main().locator(".templates strong").allTextContents();
        for (String template : templates) {
            page.alike("button " + template + ".*", "button the template " + template);
        }
        page.leadsTo("link Projections", "Projections");
        page.leadsTo("link Cancel", "Projections");
        for (String template : templates) {
            String before = script(tab);
            boolean isFirst = template.equals(templates.getFirst());
            page.press(
                    "button the template " + template,
                    () -> assertThat(script(tab).equals(before)).isEqualTo(isFirst));
        }
        page.fill("field Script of the projection", ProjectingShop.COUNTING);
        page.leadsTo("button Try it in the debugger", "Debugger");
        page.choose("choice Kind", "native:EventStore.Projections.Core.Standard.IndexStreams");
        assertThat(tab.button("Try it in the debugger")).isDisabled();
        page.choose("choice Kind", "JS");
        page.fill("field Name", "made");
        page.press("radio Continuous: goes on with every new event");
        page.press("radio One-time: stops when it has read everything");
        page.press("box May emit events and links");
        page.press("box Remember the streams it emits to, so that they can be deleted");
        page.press("box Writes checkpoints");
        page.press("box Start it now");
        page.fill("field Script of the projection", ProjectingShop.COUNTING);
        page.press("button Create", () -> tab.heading("made"));

        assertThat(shop.get("/projection/made")).contains("OneTime", "Stopped");
        assertThat(shop.get("/projection/made/query")).isEqualTo(ProjectingShop.COUNTING);
        assertThat(shop.get("/projection/made/config"))
                .contains("\"emitEnabled\" : true", "\"trackEmittedStreams\" : true");
        page.nothingIsLeft();
    }

    @Test
    void a_projection(Tab tab) {
        shop.create("counting", ProjectingShop.COUNTING);
        Controls page =
                Controls.of(tab, shop.uri(), "#/projections/counting", "counting")
                        .alike("button order-#", "button a partition");
        page.leadsTo("link Projections", "Projections");
        page.leadsTo("link Versions", "Versions");
        page.leadsTo("link Debug", "Debugger");
        page.leadsTo("button Try in the debugger", "Debugger");
        page.leadsTo("link Result stream", "$projections-counting-result");
        page.fill("field Find a partition", "nobody", () -> tab.sees("None is called like that."));
        page.press("button Show nobody", () -> tab.sees("Nothing there."));
        page.fill("field Find a partition", "order-1");
        page.press(
                "button a partition",
                () -> assertThat(tab.main().locator("es-standing .json")).containsText("6"));
        page.fill("field Find a partition", "");
        page.press("button Partitions as a table", () -> assertThat(table(tab)).hasCount(5));
        page.press("button n", () -> assertThat(table(tab).first()).containsText("6"));
        page.press("button Partition");
        page.press(
                "button Partition", () -> assertThat(table(tab).first()).containsText("order-4"));
        page.fill("field Find partitions", "order-2", () -> assertThat(table(tab)).hasCount(1));
        assertThat(tab.page().waitForDownload(() -> page.press("button CSV")))
                .extracting(Download::suggestedFilename)
                .isEqualTo("counting-partitions.csv");
        table(tab).first().click();
        assertThat(tab.main().locator(".tree [aria-current]")).hasText("order-2");
        page.press("button path", () -> tab.copied("$"));
        page.press("button value", () -> tab.copied("\"n\": 6"));
        page.press("button Fold", () -> assertThat(tab.main().locator(".json-number")).hasCount(0));
        page.press(
                "button Unfold", () -> assertThat(tab.main().locator(".json-number")).hasCount(1));
        page.press(
                "button Result",
                () -> assertThat(tab.main().locator("es-standing")).containsText("6"));
        page.press(
                "button State",
                () -> assertThat(tab.main().locator("es-standing")).containsText("6"));
        page.press("box May emit", () -> assertThat(tab.button("Save")).isEnabled());
        page.fill(
                "field Script of the projection",
                ProjectingShop.COUNTING.replace("n += 1", "n += 2"));
        page.press("button Save", () -> tab.toldOf("counting is saved"));
        assertThat(shop.get("/projection/counting/query")).contains("n += 2");
        assertThat(shop.get("/projection/counting/config")).contains("\"emitEnabled\" : true");

        page.press("button Abort", () -> tab.toldOf("counting is aborted"));
        page.press("button Start", () -> tab.toldOf("counting is started"));
        page.press("button Stop", () -> tab.toldOf("counting is stopped"));
        settings(page, tab);
        page.press("button Reset");
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        page.press("button Reset");
        answer(tab, "Reset");
        tab.toldOf("counting begins anew");
        page.press("button Delete");
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        page.press("button Delete");
        page.press("box Its checkpoints: a new one of this name begins anew");
        page.press("box The stream with its states");
        page.press("box The streams that it emitted to, if it remembers them");
        tab.hasNoComplaints();
        answer(tab, "Delete");
        tab.toldOf("counting is deleted");
        // The page may have asked once more how the projection does.
        tab.forgetComplaints();
        assertThat(shop.client().get("/projection/counting").statusCode()).isEqualTo(404);
        page.nothingIsLeft();
    }

    private void settings(Controls page, Tab tab) {
        page.press("button Settings");
        page.press("box Remembers the streams it emits to");
        page.fill("field Checkpoint after", "100");
        page.fill("field Checkpoint after events", "101");
        page.fill("field Checkpoint after bytes", "102");
        page.fill("field Pending events", "103");
        page.fill("field Batch", "104");
        page.fill("field Writes in flight", "105");
        page.press("button Save settings", () -> tab.toldOf("The settings are saved"));
        assertThat(shop.get("/projection/counting/config"))
                .contains(
                        "\"trackEmittedStreams\" : true", "100", "101", "102", "103", "104", "105");
    }

    @Test
    void versions_of_a_projection(Tab tab) {
        shop.create("counting", ProjectingShop.COUNTING);
        shop.change("counting", ProjectingShop.COUNTING.replace("n += 1", "n += 2"));
        shop.change("counting", ProjectingShop.COUNTING.replace("n += 1", "n += 3"));
        shop.client().post("/projection/counting/command/disable", "");
        Locator rows = tab.main().locator("tbody tr");
        Controls page =
                Controls.of(tab, shop.uri(), "#/projections/counting/versions", "Versions")
                        .alike("link in Version", "link of a version");
        page.leadsTo("link Projections", "Projections");
        page.leadsTo("link counting", "counting");
        assertThat(rows).hasCount(4);
        page.press("box Starts and stops too", () -> tab.sees("Stopped"));
        page.press("link of a version", () -> tab.sees("Version 3"));
        page.choose(
                "choice compared with",
                "1",
                () -> assertThat(tab.main().locator(".diff")).hasCount(1));
        assertThat(tab.main().locator(".diff").first())
                .containsText(Pattern.compile("n \\+= 2;.*n \\+= 3;", Pattern.DOTALL));
        page.choose("choice compared with", "none", () -> tab.sees("n += 3"));
        assertThat(tab.button("Use this one again")).isDisabled();

        tab.go("#/projections/counting/versions?show=1");
        page.press(
                "button Use this one again",
                () -> assertThat(tab.dialog()).containsText("state and its place are kept"));
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        page.press("button Use this one again");
        page.press("button Use it again", () -> tab.toldOf("works as in version 1 again"));
        assertThat(shop.get("/projection/counting/query")).contains("n += 2");
        tab.sees("Version 4");
        tab.isAccessibleInBothThemes();
        page.nothingIsLeft();
    }

    @Test
    void a_projection_that_failed(Tab tab) {
        shop.create("faulty", FAULTY);
        tab.open(shop.uri(), "#/projections/faulty");
        tab.main().getByText("Debug it there").first().click();
        tab.heading("Debugger");
        tab.sees("Step or Run opens a session.");
        tab.hasNoComplaints();
    }

    private static Locator table(Tab tab) {
        return tab.main().locator("es-partition-grid .grid-body [role=row]");
    }

    private static String script(Tab tab) {
        return (String) tab.main().locator("es-script").evaluate("editor => editor.value");
    }

    private static void answer(Tab tab, String act) {
        tab.dialog().getByText(act, new Locator.GetByTextOptions().setExact(true)).click();
    }
}
