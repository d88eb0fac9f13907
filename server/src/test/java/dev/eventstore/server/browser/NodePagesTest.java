package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.WireClient;
import dev.eventstore.server.node.Node;
import dev.eventstore.server.node.StartFailedException;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.IdentifyClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Chromium.class)
@Timeout(120)
class NodePagesTest {
    @TempDir private Path folder;
    private LocalNode node;

    @BeforeEach
    void start() {
        node = LocalNode.in(folder.resolve("database"));
        Shop.fill(node.streams());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_wrong_password_is_explained_and_a_right_one_opens_everything(Tab tab) {
        tab.open(node.uri(), "#/streams");
        tab.sees("This needs a login.");
        tab.main().getByText("Sign in").click();

        // Not the filter by name of the page before, which may still be there.
        tab.field("Name").fill("admin");
        tab.field("Password").fill("wrong");
        tab.button("Sign in").click();
        tab.sees("Name and password do not belong together");

        tab.page().getByLabel("Password").fill("changeit");
        tab.button("Sign in").click();
        tab.heading("Streams");
        assertThat(tab.main().locator(".grid-body [role=row]")).hasCount(7);

        tab.page().getByText("Sign out").click();
        assertThat(tab.page().locator(".side").getByText("Sign in")).isVisible();
    }

    @Test
    void makes_changes_and_deletes_users(Tab tab) {
        tab.signIn(node.uri(), "admin", "changeit");
        tab.go("#/users/new");
        tab.main().getByLabel("Login").fill("ada");
        tab.main().getByLabel("Full name").fill("Ada Lovelace");
        tab.main().getByLabel("Password").fill("secret");
        tab.main().getByLabel("$ops").check();
        tab.button("Create").click();
        tab.toldOf("ada can sign in now");
        assertThat(user("ada")).contains("Ada Lovelace", "$ops", "\"disabled\": false");

        row(tab, "ada").getByText("Edit").click();
        tab.main().getByLabel("Full name").fill("Countess");
        tab.button("Save").click();
        tab.toldOf("ada is changed");
        assertThat(user("ada")).contains("Countess");

        row(tab, "ada").getByText("Reset password").click();
        tab.main().getByLabel("New password").fill("other");
        tab.button("Reset password").click();
        tab.toldOf("ada has a new password");

        row(tab, "ada").getByText("Disable").click();
        tab.toldOf("ada is disabled");
        assertThat(user("ada")).contains("\"disabled\": true");

        row(tab, "ada").getByText("Delete").click();
        tab.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();
        tab.toldOf("ada is deleted");
        assertThat(client().get("/users/ada", "Authorization", Client.ADMIN).statusCode())
                .isEqualTo(404);
    }

    @Test
    void scavenges_and_copies_the_database(Tab tab) {
        node.streams().delete(new Delete(StreamName.of("order-1"), Belief.ANY, true));
        tab.signIn(node.uri(), "admin", "changeit");
        tab.go("#/operations");

        tab.button("Begin a scavenge").click();
        tab.toldOf("The scavenge has begun");
        assertThat(tab.main().locator("tbody .badge").first()).hasText("Success");
        assertThat(tab.main().locator("tbody tr").first()).containsText("6");
        assertThat(tab.main().locator("tbody tr").first().locator("td").nth(2))
                .hasText(Pattern.compile("\\d+ m?s"));

        Path copy = folder.resolve("copy");
        tab.main().locator("[name=folder]").fill(copy.toString());
        tab.button("Copy there").click();
        tab.toldOf("Copied to");
        assertThat(Files.isDirectory(copy)).isTrue();
        tab.hasNoComplaints();
    }

    @Test
    void shows_what_clients_do(Tab tab) {
        tab.signIn(node.uri(), "admin", "changeit");
        tab.go("#/requests");
        tab.sees("Live");
        Locator rows = tab.main().locator(".grid-body [role=row]");
        // A tab belongs to this thread.
        await().pollInSameThread()
                .untilAsserted(() -> {
                    client().get("/streams/order-2", "Accept", "application/json");
                    assertThat(rows.count()).isPositive();
                });

        client().post(
                        "/streams/order-2",
                        "[]",
                        "Content-Type",
                        Client.EVENTS,
                        "ES-ExpectedVersion",
                        "99");
        client().get("/streams/nowhere", "Accept", "application/json");

        tab.sees("no stream");
        tab.main().getByLabel("Failed only").check();
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("6 events"))).hasCount(0);
        tab.button("Pause").click();
        tab.sees("Paused");
        tab.hasNoComplaints();
    }

    @Test
    void tells_how_much_each_client_asks_for(Tab tab) throws IOException {
        tab.signIn(node.uri(), "admin", "changeit");
        tab.go("#/dashboard");
        Locator clients = tab.main().locator(".clients tbody tr");
        try (WireClient till = new WireClient(node.tcpPort())) {
            till.send(
                    Command.IDENTIFY_CLIENT,
                    1,
                    IdentifyClient.newBuilder()
                            .setVersion(1)
                            .setConnectionName("till-<b>7</b>")
                            .build());
            till.next();
            for (int i = 2; i < 30; i++) {
                till.send(Command.PING, WireClient.id(i), new byte[0]);
                till.next();
            }

            // A look before it told its name counts for its host.
            assertThat(clients.filter(hasText("till-<b>7</b>")))
                    .containsText(Pattern.compile("2[89]"));
            assertThat(clients.filter(hasText("Admin UI as admin"))).containsText("HTTP");
            client().get(
                            "/streams/order-1",
                            "Accept",
                            "application/json",
                            "User-Agent",
                            "my<b>shop</b>/1.0 (Linux)");
            Locator shop = clients.filter(hasText("my<b>shop</b>/1.0"));
            assertThat(shop.locator("td").last()).hasText("1");
            tab.button("Events").click();
            tab.heading("Dashboard");
            assertThat(shop.locator("td").last()).hasText("6");
        }
        assertThat(tab.main().locator(".charts .card").filter(hasText("Size of the database")))
                .containsText(Pattern.compile("file \\d+ KB"));
        tab.isAccessibleInBothThemes();
        tab.hasNoComplaints();
    }

    private static Locator.FilterOptions hasText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void shows_options_and_the_log(Tab tab) {
        tab.signIn(node.uri(), "admin", "changeit");
        tab.go("#/options");
        tab.sees(folder.resolve("database").toString());
        search(tab).fill("MemDb");
        assertThat(tab.main().locator("tbody tr")).hasCount(1);

        tab.go("#/logs");
        client().post("/admin/scavenge", "", "Authorization", Client.ADMIN);
        tab.heading("Logs");
        tab.hasNoComplaints();
    }

    @Test
    void a_stopped_node_is_told_and_comes_back_without_a_reload(Tab tab) {
        int port = node.uri().getPort();
        tab.signIn(node.uri(), "admin", "changeit");
        tab.go("#/streams/order-1");
        assertThat(tab.main().locator(".grid-body [role=row]")).hasCount(6);
        Page form = tab.page().context().newPage();
        form.navigate(node.uri().resolve("/web/index.html") + "#/addEvent");
        Locator type = form.getByLabel("Type", exactly());
        Locator data = form.getByLabel("Data, JSON", exactly());
        type.fill("orderTyped");
        data.fill("{\"typed\": \"by hand\"}");

        node.close();
        assertThat(notices(tab.page())).containsText("The node does not answer.");
        assertThat(notices(form)).containsText("The node does not answer.");

        node = LocalNode.again(folder.resolve("database"), port);
        assertThat(notices(tab.page())).not().containsText("The node does not answer.");
        assertThat(notices(form)).not().containsText("The node does not answer.");
        assertThat(type).hasValue("orderTyped");
        assertThat(data).containsText("by hand");
        Shop.append(node.streams(), "order-1", Shop.event("orderShipped", "{}"));
        assertThat(tab.main().locator(".grid-body [role=row]").first())
                .containsText("orderShipped");
    }

    @Test
    void stops_the_node(Tab tab) throws StartFailedException {
        try (Node other =
                Node.start(
                        Settings.of(
                                "--mem-db",
                                "--insecure",
                                "--ext-http-port",
                                "0",
                                "--ext-tcp-port",
                                "0"))) {
            tab.open(other.address(), "#/operations");
            tab.button("Stop the node").click();
            tab.dialog()
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Stop the node"))
                    .click();
            tab.toldOf("The node stops");
        }
    }

    @Test
    void the_palette_leads_to_pages_streams_and_searches(Tab tab) {
        tab.signIn(node.uri(), "admin", "changeit");
        tab.page().keyboard().press("Control+k");
        Locator field = tab.page().getByRole(AriaRole.COMBOBOX).last();
        field.fill("order-3");
        assertThat(tab.page().locator("[role=option]").first()).containsText("order-3");
        tab.isAccessible();
        field.press("Enter");
        tab.heading("order-3");

        tab.page().keyboard().press("g");
        tab.page().keyboard().press("l");
        tab.heading("Logs");

        tab.page().keyboard().press("?");
        assertThat(tab.dialog()).containsText("Keyboard");
        tab.isAccessible();
        tab.page().keyboard().press("Escape");
        tab.hasNoComplaints();
    }

    @Test
    void remembers_theme_and_time_zone(Tab tab) {
        tab.open(node.uri(), "#/signin");
        tab.page().getByLabel("Theme").selectOption("dark");
        tab.page().getByLabel("Time zone").selectOption("Asia/Tokyo");
        tab.page().reload();

        assertThat(tab.page().locator("html")).hasAttribute("data-theme", "dark");
        assertThat(tab.page().getByLabel("Time zone")).hasValue("Asia/Tokyo");
        tab.hasNoComplaints();
    }

    private Client client() {
        return new Client(node.uri());
    }

    private String user(String login) {
        return client().get("/users/" + login, "Authorization", Client.ADMIN).body();
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Locator notices(Page page) {
        return page.locator(".notices");
    }

    private static Locator search(Tab tab) {
        return tab.main().locator("input[type=search]");
    }

    private static Locator row(Tab tab, String login) {
        return tab.main().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(login));
    }
}
