package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.fixture.LocalNode;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Controls that a page has only where a database or a node is of a certain kind. */
@ExtendWith(Chromium.class)
@Timeout(120)
class OccasionalControlsTest {
    private static final String WITH_RESULTS =
            """
            fromCategory('order').foreachStream().when({
              $init: () => ({ n: 0 }),
              $any(state) {
                state.n += 1;
                return state;
              },
            }).transformBy((state) => ({ twice: state.n * 2 })).outputState();
            """;

    private final ProjectingShop shop = new ProjectingShop();

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void settings_of_a_group_on_all_streams(Tab tab) {
        tab.open(shop.uri(), "#/subscriptions/new?stream=%24all");
        tab.main().locator("[name=group]").fill("audit");
        tab.button("Create group").click();
        tab.heading("audit");
        String hash = "#/subscriptions/%24all/audit/settings";
        Controls page =
                Controls.of(tab, shop.uri(), hash, "audit").alike("link Parked #", "link Parked");
        page.leadsTo("link $all", "All events");
        page.press("radio At a position");
        page.fill("field Number to begin at", "7");
        page.choose("choice Filter", "STREAM_NAME:regex");
        page.fill("field Beginnings, with commas between them, or an expression", "^order");
        page.press("button Save settings");
        page.press("button Change", () -> tab.toldOf("Settings changed"));

        assertThat(shop.client().get("/ui-api/subscriptions/%24all/audit").body())
                .contains("\"start\":7");
    }

    @Test
    void where_no_projections_run(Tab tab) {
        try (LocalNode node = LocalNode.inMemory("--insecure")) {
            pagesWithoutProjections(tab, node.uri());
        }
    }

    private static void pagesWithoutProjections(Tab tab, URI node) {
        for (String hash : new String[] {"#/projections", "#/projections/new", "#/query"}) {
            String heading =
                    switch (hash) {
                        case "#/projections" -> "Projections";
                        case "#/query" -> "Query";
                        default -> "New projection";
                    };
            Controls page = Controls.of(tab, node, hash, heading);
            tab.sees("This node runs no projections.");
            page.leadsTo("link debugger", "Debugger");
            page.leadsTo("link query page", "Query");
        }
        tab.hasNoComplaints();
    }

    @Test
    void results_of_partitions(Tab tab) {
        shop.create("doubling", WITH_RESULTS);
        Controls page = Controls.of(tab, shop.uri(), "#/projections/doubling", "doubling");
        page.press("button Partitions as a table", () -> assertThat(rows(tab)).hasCount(5));
        statesAndResults(page, tab);
    }

    @Test
    void results_of_a_dry_run(Tab tab) {
        Controls page = Controls.of(tab, shop.uri(), "#/query", "Query");
        page.fill("field Query", WITH_RESULTS);
        page.press("button Dry run", () -> assertThat(rows(tab)).hasCount(5));
        statesAndResults(page, tab);
    }

    private static void statesAndResults(Controls page, Tab tab) {
        Locator grid = tab.main().locator("es-partition-grid");
        page.press("button Results", () -> assertThat(grid).containsText("twice"));
        assertThat(rows(tab).first()).containsText("12");
        page.press("button States", () -> assertThat(grid).not().containsText("twice"));
        tab.isAccessible();
        tab.hasNoComplaints();
    }

    private static Locator rows(Tab tab) {
        return tab.main().locator("es-partition-grid .grid-body [role=row]");
    }
}
