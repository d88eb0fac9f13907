package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.WireClient;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.ConnectToPersistentSubscription;
import dev.eventstore.server.tcp.wire.IdentifyClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients and users call things is text on every page that shows it, and never runs. */
@ExtendWith(Chromium.class)
@Timeout(180)
class HostileContentTest {
    private static final Logger logger = LoggerFactory.getLogger(HostileContentTest.class);
    private static final String IMAGE = "<img src=x onerror=alert(1)>";
    private static final String SCRIPT = "<script>alert(2)</script>";
    private static final String QUOTED = "it's; \"$(reboot)\" `reboot` \\ </textarea>";
    private static final String FOREIGN = "img[src='x'], script:not([src], [type=importmap])";

    /** Says back what it was given wherever a projection can. */
    private static final String ECHO =
            """
            fromAll().partitionBy(e => '%1$s' + e.streamId).when({
              $any(s, e) {
                log('%1$s');
                emit('%1$s', '%1$s', { '%1$s': '%1$s' }, { '%1$s': '%1$s' });
                return { '%1$s': '%1$s', data: e.data };
              },
            }).transformBy(s => ({ result: '%1$s' })).outputState();
            """
                    .formatted(IMAGE);

    @TempDir private Path folder;
    private LocalNode node;
    private Client client;

    @BeforeEach
    void start() {
        node = LocalNode.inMemory("--insecure", "--run-projections=All");
        client = new Client(node.uri());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void users(Tab tab) {
        String user =
                "{\"loginName\":\"%s\",\"fullName\":\"%s\",\"groups\":[\"%s\"],\"password\":\"x\"}"
                        .formatted(IMAGE, SCRIPT, IMAGE);
        assertThat(client.post("/users", user, "Content-Type", "application/json").statusCode())
                .isEqualTo(201);

        shows(tab, "#/users", "Users", IMAGE, SCRIPT);
        row(tab, IMAGE).getByText("Delete").click();
        assertThat(tab.dialog()).containsText(IMAGE);
        tab.page().keyboard().press("Escape");
        row(tab, IMAGE).getByText("Disable").click();
        tab.toldOf(IMAGE);
        shows(tab, "#/users/" + encoded(IMAGE) + "/edit", IMAGE);
        shows(tab, "#/users/" + encoded(IMAGE) + "/reset", "Password of " + IMAGE);
        isHarmless(tab);
    }

    @Test
    void requests_and_their_copies(Tab tab) {
        Shop.park(node.uri(), encoded(QUOTED), encoded(IMAGE), 0);
        tab.open(node.uri(), "#/requests");
        tab.sees("Live");
        Locator rows = tab.main().locator(".grid-body [role=row]");
        // A tab belongs to this thread.
        await().pollInSameThread()
                .untilAsserted(() -> {
                    client.get("/streams/" + encoded(IMAGE), "Accept", "application/json");
                    assertThat(rows.count()).isPositive();
                });
        tab.sees(IMAGE);
        client.get("/streams/" + encoded(QUOTED), "Accept", "application/json");
        assertThat(rows.first()).containsText(QUOTED);
        rows.first().getByLabel("Copy as curl").click();
        tab.copied("/streams/it%27s");
        assertThat(tab.clipboard()).doesNotContain("it's", "$(", "`", "\\ ");

        String group = "/subscriptions/" + encoded(QUOTED) + "/" + encoded(IMAGE) + "/1";
        client.get(group, "Accept", "application/vnd.eventstore.competingatom+json");
        assertThat(rows.first()).containsText("group " + IMAGE);
        rows.first().getByLabel("Copy as curl").click();
        tab.copied("/subscriptions/it%27s");
        rows.first().locator("[role=gridcell]").nth(2).click();
        assertThat(tab.main().locator("es-call-inspector")).containsText("group " + IMAGE);
        isHarmless(tab);
    }

    @Test
    void logs(Tab tab) {
        logger.warn(IMAGE + "\u001b[31m" + SCRIPT + "\n\u202ereversed \0 nothing");

        shows(tab, "#/logs", "Logs", IMAGE, SCRIPT);
        isHarmless(tab);
    }

    @Test
    void connections_and_consumers(Tab tab) throws IOException {
        Shop.park(node.uri(), "order-1", "billing", 0);
        try (WireClient consumer = new WireClient(node.tcpPort())) {
            consumer.send(
                    Command.IDENTIFY_CLIENT,
                    1,
                    IdentifyClient.newBuilder().setVersion(1).setConnectionName(IMAGE).build());
            consumer.next();
            consumer.send(
                    Command.CONNECT_TO_PERSISTENT_SUBSCRIPTION,
                    2,
                    ConnectToPersistentSubscription.newBuilder()
                            .setSubscriptionId("billing")
                            .setEventStreamId("order-1")
                            .setAllowedInFlightMessages(1)
                            .build());
            consumer.next();

            shows(tab, "#/dashboard", "Dashboard", IMAGE);
            shows(tab, "#/subscriptions/order-1/billing", "billing", IMAGE);
        }
        isHarmless(tab);
    }

    @Test
    void scavenges_that_somebody_made_up(Tab tab) {
        Shop.append(
                node.streams(),
                "$scavenges",
                Shop.event(
                        "$scavengeCompleted",
                        "{\"scavengeId\":\"%s\",\"result\":\"%s\",\"error\":\"%s\","
                                        .formatted(IMAGE, IMAGE, SCRIPT)
                                + "\"timeTaken\":5,\"spaceSaved\":\"much\"}"));

        shows(tab, "#/operations", "Operations", IMAGE, SCRIPT);
        isHarmless(tab);
    }

    @Test
    void folders_and_options(Tab tab) {
        try (LocalNode here = LocalNode.in(folder.resolve(IMAGE), "--insecure")) {
            tab.open(here.uri(), "#/options");
            tab.sees(IMAGE);
            tab.go("#/operations");
            tab.sees(IMAGE);
            isHarmless(tab);
        }
    }

    @Test
    void projections_with_their_states_results_and_faults(Tab tab) {
        Shop.append(node.streams(), "order-1", Shop.event("a", "{\"a\":\"" + IMAGE + "\"}"));
        create(IMAGE, ECHO);
        create(QUOTED, "fromAll().when({ a() { throw new Error('" + IMAGE + "'); } });");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/projections/any").contains("Faulted"));

        shows(tab, "#/projections", "Projections", IMAGE, QUOTED);
        tab.button("Stop all").click();
        assertThat(tab.dialog()).containsText(IMAGE);
        tab.page().keyboard().press("Escape");
        shows(tab, "#/projections/" + encoded(QUOTED), QUOTED, "It cannot go on.", IMAGE);
        shows(tab, "#/projections/" + encoded(IMAGE), IMAGE);
        Locator partition = tab.main().locator("[name=partition]");
        partition.fill(SCRIPT);
        assertThat(tab.button("Show " + SCRIPT)).isVisible();
        partition.fill(IMAGE);
        tab.button(IMAGE + "order-1").click();
        assertThat(tab.main().locator("es-standing .json-key").first()).hasText(IMAGE);
        tab.button("Result").click();
        assertThat(tab.main().locator("es-standing")).containsText(IMAGE);
        tab.main().getByText("Partitions as a table").click();
        assertThat(tab.main().locator("es-partition-grid .grid-body")).containsText(IMAGE);
        tab.button("Delete").click();
        assertThat(tab.dialog()).containsText(IMAGE);
        tab.page().keyboard().press("Escape");
        tab.button("Reset").click();
        assertThat(tab.dialog()).containsText(IMAGE);
        isHarmless(tab);
    }

    @Test
    void queries_with_what_they_find(Tab tab) {
        Shop.append(node.streams(), "order-1", Shop.event("a", "{\"a\":\"" + IMAGE + "\"}"));
        tab.open(node.uri(), "#/query");
        DebuggerPageTest.replaceScript(tab, ECHO);
        tab.button("Dry run").click();
        tab.sees("has read everything");
        Locator table = tab.main().locator("es-partition-grid .grid-body .mono");
        table.getByText(IMAGE + "order-1").click();
        assertThat(tab.main().locator(".json-key").first()).hasText(IMAGE);
        assertThat(tab.main().locator(".emitted")).containsText(IMAGE);
        assertThat(tab.main().getByLabel("Log").last()).containsText(IMAGE);
        isHarmless(tab);

        DebuggerPageTest.replaceScript(
                tab, "fromAll().when({ a() { throw new Error('" + IMAGE + "'); } });");
        tab.button("Dry run").click();
        assertThat(tab.main().locator(".fault-text")).containsText(IMAGE);
        tab.main().locator("summary").getByText("Save").click();
        tab.main().locator(".menu-body [name=name]").fill(IMAGE);
        tab.button("Save it").click();
        tab.toldOf(IMAGE);
        tab.page().reload();
        assertThat(tab.main().locator("[name=saved]")).containsText(IMAGE);
        isHarmless(tab);
    }

    @Test
    void saved_searches_and_columns(Tab tab) {
        tab.open(node.uri(), "#/events?q=" + encoded(SCRIPT) + "&cols=" + encoded(IMAGE));
        tab.main().getByText("Saved", new Locator.GetByTextOptions().setExact(true)).click();
        tab.main().locator(".saved [name=name]").fill(IMAGE);
        tab.button("Save").click();
        tab.toldOf(IMAGE);
        assertThat(tab.main().locator(".saved li")).containsText(IMAGE);
        tab.page().keyboard().press("Escape");
        tab.page().keyboard().press("Control+k");
        tab.page().locator(".palette input").fill("onerror");
        assertThat(tab.page().locator("[role=option]").first()).containsText(IMAGE);
        isHarmless(tab);
    }

    @Test
    void deep_and_large_events_in_the_debugger_and_as_states(Tab tab) {
        Shop.append(
                node.streams(), "deep", Shop.event("deep", "[".repeat(5_000) + "]".repeat(5_000)));
        Shop.append(
                node.streams(),
                "large",
                Shop.event("large", "{\"text\":\"" + "x".repeat(10_000_000) + "\"}"));
        tab.open(node.uri(), "#/debugger");
        for (String stream : new String[] {"deep", "large"}) {
            DebuggerPageTest.replaceScript(
                    tab,
                    "fromStream('" + stream + "').when({ $any: (s, e) => ({ of: e.data }) });");
            tab.button("Step").click();
            assertThat(tab.main().locator("es-step h2").first()).hasText("Event 1");
            tab.sees(stream + "@0");
        }
        tab.hasNoComplaints();
    }

    /** Opens a page and looks for these texts on it. */
    private void shows(Tab tab, String hash, String heading, String... texts) {
        tab.open(node.uri(), hash);
        tab.heading(heading);
        for (String text : texts) {
            tab.sees(text);
        }
        assertThat(tab.page().locator(FOREIGN)).hasCount(0);
    }

    private static void isHarmless(Tab tab) {
        assertThat(tab.page().locator(FOREIGN)).hasCount(0);
        tab.hasNoComplaints();
    }

    private static Locator row(Tab tab, String text) {
        return tab.main().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    private void create(String name, String script) {
        String path = "/projections/continuous?enabled=yes&emit=yes&name=" + encoded(name);
        assertThat(client.post(path, script, "Content-Type", "application/json").statusCode())
                .isEqualTo(201);
    }

    private String get(String path) {
        return client.get(path).body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
