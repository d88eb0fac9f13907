package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Delete;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every control of the pages about the node itself. */
@ExtendWith(Chromium.class)
@Timeout(120)
class NodeControlsTest {
    private static final Logger logger = LoggerFactory.getLogger(NodeControlsTest.class);

    @TempDir private Path folder;
    private LocalNode node;
    private Client client;

    @BeforeEach
    void start() {
        node = LocalNode.in(folder.resolve("database"), "--insecure");
        client = new Client(node.uri());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void dashboard(Tab tab) {
        Shop.append(node.streams(), "order-1", Shop.event("orderPlaced", "{}"));
        Controls page = Controls.of(tab, node.uri(), "#/dashboard", "Dashboard");

        figures(page, tab);
        page.leadsTo("link All streams", "Streams");
        page.leadsTo("link in Stream", "order-1");
        page.leadsTo("link Requests", "Requests");
        page.leadsTo("link Requests, live", "Requests");
        page.nothingIsLeft();
    }

    @Test
    void dashboard_of_an_empty_database(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/dashboard", "Dashboard");

        page.press("button Copy", () -> tab.copied("curl", "orders-1"));
        page.leadsTo("link Add one here", "Add an event");
        figures(page, tab);
        page.leadsTo("link All streams", "Streams");
        page.leadsTo("link Requests", "Requests");
        page.leadsTo("link Requests, live", "Requests");
        page.nothingIsLeft();
    }

    /** What is no page of ours is shown by the browser, whose own styles the policy refuses. */
    private static void figures(Controls page, Tab tab) {
        page.press("link /stats", () -> tab.page().waitForURL("**/stats"));
        page.again();
        page.press("link /metrics", () -> tab.page().waitForURL("**/metrics"));
        page.again();
        tab.forgetComplaints();
        page.press("button Events", () -> assertThat(tab.page().url()).contains("?clients=events"));
        page.press("button Requests", () -> assertThat(tab.page().url()).doesNotContain("clients"));
    }

    @Test
    void requests(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/requests", "Requests");
        tab.sees("Live");
        Locator rows = tab.main().locator(".grid-body [role=row]");
        // A tab belongs to this thread.
        await().pollInSameThread()
                .untilAsserted(() -> {
                    client.get("/streams/none", "Accept", "application/json");
                    assertThat(rows.count()).isPositive();
                });
        client.post("/streams/order-1", "[]", "Content-Type", Client.EVENTS);

        page.press("button Copy as curl", () -> tab.copied("curl"));
        page.press("button Copy", () -> tab.copied("\"stream\":\"none\""));
        page.fill("field Filter", "no such text", () -> tab.sees("Nothing fits."));
        page.fill("field Filter", "", () -> assertThat(rows.first()).isVisible());
        page.choose("choice Over", "TCP", () -> tab.sees("Nothing fits."));
        page.choose("choice Over", "HTTP", () -> assertThat(rows.first()).isVisible());
        page.press("box Failed only", () -> assertThat(tab.page().url()).contains("failed=true"));
        page.press("box Failed only", () -> assertThat(rows.first()).isVisible());
        page.press("box Slow only", () -> assertThat(tab.page().url()).contains("slow=true"));
        page.press("box Slow only", () -> assertThat(rows.first()).isVisible());
        page.press("button Pause", () -> tab.sees("Paused"));
        client.get("/streams/while-paused", "Accept", "application/json");
        page.press("button Go on", () -> tab.sees("while-paused"));
        page.press("link in Stream", () -> tab.heading("while-paused"));
        page.again();
        page.press("button Clear", () -> tab.sees("Nothing yet."));
        page.nothingIsLeft();
    }

    @Test
    void logs(Tab tab) {
        logger.warn("a line of the log");
        Controls page = Controls.of(tab, node.uri(), "#/logs", "Logs");
        Locator lines = tab.main().locator(".log-line");
        tab.sees("a line of the log");

        page.press("button Copy", () -> tab.copied("WARN a line of the log"));
        page.fill("field Filter", "no such text", () -> tab.sees("Nothing fits."));
        page.fill("field Filter", "", () -> assertThat(lines.first()).isVisible());
        page.choose("choice At least", "ERROR", () -> assertThat(lines).hasCount(0));
        page.choose("choice At least", "WARN", () -> assertThat(lines.first()).isVisible());
        page.press("button Pause", () -> tab.sees("Paused"));
        logger.warn("a line while paused");
        page.press("button Go on", () -> tab.sees("a line while paused"));
        page.nothingIsLeft();
    }

    @Test
    void operations(Tab tab) {
        for (int i = 0; i < 20; i++) {
            node.streams().append(new Append(StreamName.of("gone"), Belief.ANY, Shop.many(500)));
        }
        node.streams().delete(new Delete(StreamName.of("gone"), Belief.ANY, true));
        Controls page = Controls.of(tab, node.uri(), "#/operations", "Operations");
        page.leadsTo("link Import events", "Import events");
        Locator newest = tab.main().locator("tbody .badge").first();
        // So slow that there is time to stop it.
        page.fill("slider Speed: # % of what the disk can do", "1", () -> tab.sees("1 %"));
        page.press("button Begin a scavenge", () -> tab.toldOf("The scavenge has begun"));
        page.press("button Stop it", () -> assertThat(newest).hasText("Stopped"));
        page.fill("slider Speed: # % of what the disk can do", "100", () -> tab.sees("100 %"));
        page.press("button Begin a scavenge", () -> assertThat(newest).hasText("Success"));
        page.press(
                "link in Id",
                () -> assertThat(tab.main().locator("h1")).containsText("$scavenges-"));
        page.again();

        Path copy = folder.resolve("copy");
        page.fill("field Folder on the machine of the node", copy.toString());
        page.press("button Copy there", () -> tab.toldOf("Copied to"));
        assertThat(Files.isDirectory(copy)).isTrue();

        page.fill("field Name of the snapshot", "mine");
        page.press("button Take a snapshot", () -> tab.toldOf("The snapshot mine is taken"));
        assertThat(client.get("/admin/snapshots").body()).contains("mine");
        page.press("button Go back to it", () -> assertThat(tab.dialog()).isVisible());
        page.fill("field Type database to go on", "database");
        page.press("button Go back", () -> tab.toldOf("The node begins again with mine"));
        page.press("button Remove mine", () -> assertThat(tab.dialog()).isVisible());
        page.press("button Remove the snapshot", () -> tab.toldOf("The snapshot mine is removed"));
        assertThat(client.get("/admin/snapshots").body()).doesNotContain("mine");

        page.press("button Stop the node", () -> assertThat(tab.dialog()).isVisible());
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        assertThat(client.get("/ping").statusCode()).isEqualTo(200);
        page.press("button Reset", () -> assertThat(tab.dialog()).isVisible());
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        page.press("button Reset");
        page.fill("field Type database to go on", "database");
        page.press("button Remove all events", () -> tab.toldOf("The node begins again"));
        page.nothingIsLeft();
    }

    @Test
    void options(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/options", "Options in force");
        Locator rows = tab.main().locator("tbody tr");

        page.fill("field Filter", "MemDb", () -> assertThat(rows).hasCount(1));
        page.nothingIsLeft();
    }

    @Test
    void users(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/users", "Users");
        page.leadsTo("link New user", "New user");
        page.leadsTo("link in Login", "admin");
        page.leadsTo("link Edit", "admin");
        page.leadsTo("link Reset password", "Password of admin");
        page.press("button Disable", () -> tab.toldOf("is disabled"));
        assertThat(client.get("/users").body()).contains("\"disabled\": true");
        page.press("button Enable", () -> tab.toldOf("is enabled"));
        assertThat(client.get("/users").body()).doesNotContain("\"disabled\": true");
        page.press("button Delete", () -> assertThat(tab.dialog()).isVisible());
        page.press("button Cancel", () -> assertThat(tab.dialog()).hasCount(0));
        int before = tab.main().locator("tbody tr").count();
        page.press("button Delete", () -> assertThat(tab.dialog()).isVisible());
        tab.dialog().getByText("Delete", exactly()).click();
        assertThat(tab.main().locator("tbody tr")).hasCount(before - 1);
        page.nothingIsLeft();
    }

    @Test
    void new_user(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/users/new", "New user");
        page.leadsTo("link Users", "Users");
        page.leadsTo("link Cancel", "Users");
        page.fill("field Login", "ada");
        page.fill("field Full name", "Ada");
        page.fill("field Password", "secret");
        page.press("box $ops may operate the node");
        page.press("box $admins may do everything");
        page.fill("field Other groups, for access lists of your own", "readers, writers");
        page.press("button Create", () -> tab.toldOf("ada can sign in now"));

        assertThat(client.get("/users/ada").body())
                .contains("Ada", "$ops", "$admins", "readers", "writers");
        page.nothingIsLeft();
    }

    @Test
    void an_existing_user(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/users/ops/edit", "ops");
        page.leadsTo("link Users", "Users");
        page.leadsTo("link Cancel", "Users");
        page.fill("field Full name", "Operators");
        page.press("box $ops may operate the node");
        page.press("box $admins may do everything");
        page.fill("field Other groups, for access lists of your own", "night");
        page.press("button Save", () -> tab.toldOf("ops is changed"));

        assertThat(client.get("/users/ops").body())
                .contains("Operators", "$admins", "night")
                .doesNotContain("\"$ops\"");
        page.nothingIsLeft();
    }

    @Test
    void a_new_password(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/users/ops/reset", "Password of ops");
        page.leadsTo("link Users", "Users");
        page.leadsTo("link Cancel", "Users");
        page.fill("field New password", "other");
        page.press("button Reset password", () -> tab.toldOf("ops has a new password"));
        page.nothingIsLeft();

        node.close();
        node = LocalNode.in(folder.resolve("database"));
        assertThat(statusFor("ops:changeit")).isEqualTo(401);
        assertThat(statusFor("ops:other")).isEqualTo(200);
    }

    @Test
    void own_password(Tab tab) {
        node.close();
        node = LocalNode.in(folder.resolve("database"));
        tab.signIn(node.uri(), "ops", "changeit");
        Controls page = Controls.of(tab, node.uri(), "#/users/ops/password", "Your password");
        page.leadsTo("link Users", "Users");
        page.leadsTo("link Cancel", "Users");
        page.fill("field Password now", "wrong");
        page.fill("field New password", "other");
        page.press("button Change password", () -> tab.sees("not the password that you have"));
        tab.isAccessibleInBothThemes("main");
        // Chromium reports each refusal.
        tab.forgetComplaints();
        page.fill("field Password now", "changeit");
        page.press("button Change password", () -> tab.toldOf("Your password is changed"));
        page.nothingIsLeft();

        assertThat(statusFor("ops:changeit")).isEqualTo(401);
        assertThat(statusFor("ops:other")).isEqualTo(200);
    }

    @Test
    void users_for_who_may_not_change_them(Tab tab) {
        node.close();
        node = LocalNode.in(folder.resolve("database"));
        tab.signIn(node.uri(), "ops", "changeit");
        Controls page = Controls.of(tab, node.uri(), "#/users", "Users");
        tab.sees("Event Store Administrator");
        page.leadsTo("link Change your password", "Your password");
        page.nothingIsLeft();

        tab.go("#/users/new");
        assertThat(tab.button("Create")).hasCount(0);
    }

    @Test
    void sign_in(Tab tab) {
        node.close();
        node = LocalNode.in(folder.resolve("database"));
        Controls page = Controls.of(tab, node.uri(), "#/signin", "Sign in");
        page.fill("field Name", "admin");
        page.fill("field Password", "changeit");
        page.press("box Stay signed in on this computer");
        page.press("button Sign in", () -> tab.heading("Dashboard"));
        page.nothingIsLeft();

        assertThat(tab.page().evaluate("() => localStorage.getItem('es.login')")).isNotNull();
        tab.page().getByText("Sign out").click();
        assertThat(tab.page().locator(".side").getByText("Sign in")).isVisible();
        assertThat(tab.page().evaluate("() => localStorage.getItem('es.login')")).isNull();
    }

    @Test
    void sign_in_where_none_is_needed(Tab tab) {
        Controls page = Controls.of(tab, node.uri(), "#/signin", "No login needed");
        page.leadsTo("link To the dashboard", "Dashboard");
        page.nothingIsLeft();
    }

    /** What a node without --insecure answers to a login. */
    private int statusFor(String login) {
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return new Client(node.uri())
                .get("/users/$current", "Authorization", "Basic " + basic)
                .statusCode();
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}
