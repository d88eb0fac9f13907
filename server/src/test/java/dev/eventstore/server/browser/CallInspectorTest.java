package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can be done with a call of a client: have it as code, or change it and send it again. */
@ExtendWith(Chromium.class)
@Timeout(120)
class CallInspectorTest {
    private LocalNode node;
    private Client client;

    @BeforeEach
    void start() {
        node = LocalNode.inMemory("--insecure");
        client = new Client(node.uri());
        Shop.fill(node.streams());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void has_a_call_as_code_of_every_client(Tab tab) {
        watch(tab);
        client.get("/streams/order-2/3/backward/20", "Accept", "application/json");
        row(tab, "20 backward from 3").click();
        tab.sees("Edit and retry");
        tab.isAccessibleInBothThemes();

        assertThat(copied(tab, "curl")).contains("/streams/order-2/3/backward/20?embed=body");
        assertThat(copied(tab, "Java"))
                .contains(
                        "ReadStreamOptions.get().backwards().fromRevision(3).maxCount(20)",
                        "client.readStream(\"order-2\", options)");
        assertThat(copied(tab, "Node.js"))
                .contains("client.readStream(\"order-2\"", "fromRevision: 3n");
        assertThat(copied(tab, ".NET"))
                .contains("ReadStreamAsync(Direction.Backwards, \"order-2\"", "FromInt64(3), 20");

        tab.main().getByLabel("Close").click();
        assertThat(tab.main().locator("es-call-inspector")).hasCount(0);
        tab.hasNoComplaints();
    }

    @Test
    void changes_a_call_and_sends_it_again(Tab tab) {
        watch(tab);
        client.post(
                "/streams/order-2",
                "[{\"eventId\":\""
                        + UUID.randomUUID()
                        + "\",\"eventType\":\"orderBent\",\"data\":{\"by\":"
                        + Shop.EXACT
                        + "}}]",
                "Content-Type",
                Client.EVENTS);
        row(tab, "expected any").click();
        tab.sees("The events are those that were appended, with new ids.");
        assertThat(tab.main().locator("es-code .cm-content")).containsText(Shop.EXACT);

        tab.main().locator(".http-call [name=path]").fill("/streams/bent");
        tab.button("Send").click();
        tab.sees("201 Created");

        assertThat(newest("bent").type()).isEqualTo("orderBent");
        assertThat(newest("bent").data().text()).contains(Shop.EXACT);
        assertThat(newest("bent").id()).isNotEqualTo(newest("order-2").id());
        tab.hasNoComplaints();
    }

    @Test
    void deletes_are_asked_about_before_they_are_sent_again(Tab tab) {
        watch(tab);
        client.delete("/streams/order-2");
        row(tab, "expected any").click();
        assertThat(copied(tab, "Java")).contains("client.deleteStream(\"order-2\")");
        tab.main().locator(".http-call [name=path]").fill("/streams/order-3");
        tab.button("Send").click();
        assertThat(tab.dialog()).containsText("DELETE /streams/order-3");
        tab.dialog().getByText("Send", new Locator.GetByTextOptions().setExact(true)).click();

        tab.sees("204 Stream deleted");
        assertThat(client.get("/streams/order-3", "Accept", "application/json").statusCode())
                .isEqualTo(404);
        tab.page().keyboard().press("Escape");
        tab.hasNoComplaints();
    }

    /** Opens the page and waits until calls come in. */
    private void watch(Tab tab) {
        tab.open(node.uri(), "#/requests");
        tab.sees("Live");
        // A tab belongs to this thread.
        await().pollInSameThread()
                .untilAsserted(() -> {
                    client.get("/streams/order-4", "Accept", "application/json");
                    assertThat(tab.main().locator(".grid-body [role=row]").count()).isPositive();
                });
    }

    private static Locator row(Tab tab, String request) {
        return tab.main()
                .locator(".grid-body [role=row]")
                .filter(new Locator.FilterOptions().setHasText(request))
                .first();
    }

    private static String copied(Tab tab, String language) {
        tab.button(language).click();
        tab.toldOf("Copied for " + language);
        return tab.clipboard();
    }

    private RecordedEvent newest(String stream) {
        ReadEvent read = new ReadEvent(StreamName.of(stream), ReadEvent.NEWEST, false);
        return ((ReadEventResult.Found) node.streams().readEvent(read)).event().original();
    }
}
