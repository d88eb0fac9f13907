package dev.eventstore.server.projection;

import static dev.eventstore.server.projection.ProjectionFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogQueryTest {
    private static final String COUNT =
            "when({$init: () => ({n: 0}), $any: (s, e) => { s.n++; return s; }})";

    private final ProjectionFixture node = new ProjectionFixture(false);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void a_stream_lists_the_streams_of_a_query() {
        node.append("account-1", event("opened"), event("paid"));
        node.append("account-2", event("opened"));
        node.append("account-3", event("opened"));
        node.append("favourites", written("$@", "account-1"), written("$@", "account-3"));

        query("fromStreamCatalog('favourites').foreachStream()." + COUNT);

        node.awaitStatus("q", "Completed");
        assertResults("{\"n\":2}", "{\"n\":1}");
        assertThat(node.state("q", "account-2")).isEqualTo("null");
    }

    @Test
    void links_in_a_catalog_stand_for_what_they_lead_to_if_the_definition_says_so() {
        node.append("account-1", event("opened"));
        node.append("account-2", event("opened"));
        node.append("favourites", written("$>", "0@account-2"));

        query("fromStreamCatalog('favourites', e => e.streamId).foreachStream()." + COUNT);

        node.awaitStatus("q", "Completed");
        assertResults("{\"n\":1}");
        assertThat(node.state("q", "account-2")).isEqualTo("{\"n\":1}");
    }

    @Test
    void a_definition_turns_events_of_its_catalog_into_names() {
        node.append("account-1", event("opened"));
        node.append("account-2", event("opened"));
        node.append("list", json("{\"a\":1}"), json("{\"b\":2}"));

        query(
                "fromStreamCatalog('list', e => e.body.a ? 'account-' + e.body.a : null)"
                        + ".foreachStream()."
                        + COUNT);

        node.awaitStatus("q", "Completed");
        assertResults("{\"n\":1}");
        assertThat(node.state("q", "account-1")).isEqualTo("{\"n\":1}");
    }

    @Test
    void an_event_that_names_no_stream_is_a_fault() {
        node.append("account-1", event("opened"));

        query("fromStreamCatalog('account-1').foreachStream()." + COUNT);

        node.awaitStatus("q", "Faulted (Enabled)");
        assertThat(node.info("q").reason()).contains("Unknown event type: opened");
    }

    @Test
    void a_catalog_that_is_not_there_lists_nothing() {
        node.append("account-1", event("opened"));

        query("fromStreamCatalog('nowhere').foreachStream()." + COUNT);

        node.awaitStatus("q", "Completed");
        assertResults();
    }

    @Test
    void a_query_picks_streams_by_their_names_and_metadata() {
        node.append("$$account-1", written("$metadata", "{\"skip\":true}"));
        node.append("account-1", event("opened"));
        node.append("account-2", event("opened"), event("paid"));
        node.append("order-1", event("placed"));

        query(
                "fromStreamsMatching((name, e) => name.startsWith('account')"
                        + " && !e.streamMetadata.skip && e.eventType === 'opened')."
                        + COUNT);

        node.awaitStatus("q", "Completed");
        assertResults("{\"n\":2}");
        assertThat(node.state("q", "account-2")).isEqualTo("{\"n\":2}");
    }

    @Test
    void only_queries_pick_their_streams() {
        node.create("q", "fromStreamsMatching(() => true)." + COUNT);

        node.awaitStatus("q", "Faulted (Enabled)");
        assertThat(node.info("q").reason())
                .isEqualTo("catalogStream is not supported in the projections mode");
    }

    private void query(String definition) {
        node.create("q", definition, ProjectionMode.TRANSIENT);
    }

    private void assertResults(String... results) {
        assertThat(node.events("$projections-q-result"))
                .filteredOn(each -> each.type().equals("Result"))
                .extracting(each -> each.data().text())
                .containsExactlyInAnyOrder(results);
    }

    private static NewEvent json(String data) {
        return new NewEvent(UUID.randomUUID(), "listed", true, Payload.of(data), Payload.EMPTY);
    }

    private static NewEvent written(String type, String data) {
        return new NewEvent(
                UUID.randomUUID(), type, type.equals("$metadata"), Payload.of(data), Payload.EMPTY);
    }
}
