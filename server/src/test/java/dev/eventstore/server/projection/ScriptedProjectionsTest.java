package dev.eventstore.server.projection;

import static dev.eventstore.server.projection.ProjectionFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.security.Caller;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Projections that are written in JavaScript, on a node that stops, crashes and starts again. */
class ScriptedProjectionsTest {
    private static final String COUNT =
            "fromAll().when({$init: () => ({n: 0}), $any: (s, e) => { s.n++; return s; }})";

    private final ProjectionFixture node = new ProjectionFixture(true);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void a_script_counts_and_goes_on_after_a_crash() {
        create("count", COUNT, false);
        node.append("order-1", event("placed"), event("paid"));
        awaitState("count", "", "{\"n\":2}");

        node.kill();
        node.append("order-1", event("sent"));

        awaitState("count", "", "{\"n\":3}");
        node.restart();
        node.append("order-1", event("closed"));
        awaitState("count", "", "{\"n\":4}");
    }

    @Test
    void a_definition_is_stored_with_the_members_of_v5_and_says_only_what_there_is_to_say() {
        create("copies", COUNT, true);

        assertThat(node.data("$projections-copies").getFirst())
                .startsWith("{\n  \"handlerType\": \"JS\",\n  \"query\": \"fromAll()")
                .contains("\n  \"mode\": \"Continuous\",", "\n  \"emitEnabled\": true,")
                .contains("\n  \"runAs\": {\n", "\"allStreams\": true")
                .doesNotContain("trackEmittedStreams", "false", "null");
    }

    @Test
    void a_definition_with_names_in_capitals_is_understood() {
        create("count", COUNT, false);
        String older =
                """
                {"HandlerType":"JS","Query":"fromAll().when({$any: () => ['older']})","Mode":4,\
                "Enabled":true,"RunAs":{"Name":"admin","Roles":["$admins"]},\
                "CheckpointHandledThreshold":4000,"PendingEventsThreshold":5000,\
                "CheckpointUnhandledBytesThreshold":10000000,"MaxWriteBatchLength":500}\
                """;
        node.append(
                "$projections-count",
                new NewEvent(
                        UUID.randomUUID(),
                        "$ProjectionUpdated",
                        true,
                        Payload.of(older),
                        Payload.EMPTY));

        node.kill();
        node.append("order-1", event("placed"));

        awaitState("count", "", "[\"older\"]");
    }

    @Test
    void a_script_that_emits_does_so_once() {
        create(
                "copies",
                "fromCategory('order').when({$any: (s, e) => { emit('copies', e.eventType, {n: 1});"
                        + " return s; }})",
                true);
        node.append("order-1", event("placed"));
        await().untilAsserted(() -> assertThat(node.events("copies")).hasSize(1));

        node.kill();
        node.append("order-2", event("paid"));

        await().untilAsserted(() ->
                assertThat(node.events("copies"))
                        .extracting(RecordedEvent::type)
                        .containsExactly("placed", "paid"));
    }

    @Test
    void a_script_begins_soon_after_the_node_unless_it_is_stopped_before() {
        create("count", COUNT, false);
        create("other", COUNT, false);
        node.append("order-1", event("placed"));
        awaitState("count", "", "{\"n\":1}");
        node.restart();

        node.projections.disable(Caller.SYSTEM, "other");

        assertThat(node.info("count").status()).isIn("Starting", "Running");
        await().until(() -> node.info("count").status().equals("Running"));
        assertThat(node.info("other").status()).isEqualTo("Stopped");
    }

    @Test
    void a_node_that_stops_at_once_stops_its_scripts_too() {
        create("count", COUNT, false);
        node.append("order-1", event("placed"));
        awaitState("count", "", "{\"n\":1}");

        node.restart();
        node.restart();
        node.append("order-1", event("paid"));

        awaitState("count", "", "{\"n\":2}");
    }

    @Test
    void progress_in_a_stream_is_how_much_of_it_was_handled() {
        node.append("order-1", event("placed"), event("paid"));
        create(
                "half",
                "fromStream('order-1').when({$any: (s, e) => {"
                        + " if (e.sequenceNumber > 1) throw new Error('enough'); }})",
                false);
        await().until(() -> node.info("half").progress() == 100);

        node.append("order-1", event("sent"), event("closed"));

        await().until(() -> node.info("half").status().startsWith("Faulted"));
        assertThat(node.info("half").progress()).isEqualTo(50);
    }

    @Test
    void each_partition_is_found_again_after_a_restart() {
        create("each", COUNT.replace("when", "foreachStream().when"), false);
        node.append("a-1", event("x"), event("x"));
        node.append("b-1", event("x"));
        awaitState("each", "a-1", "{\"n\":2}");

        node.restart();
        node.append("b-1", event("x"));

        awaitState("each", "b-1", "{\"n\":2}");
        assertThat(node.data("$projections-each-a-1-checkpoint")).containsExactly("[{\"n\":2}]");
    }

    @Test
    void what_was_linked_into_a_stream_counts_for_the_partition_of_that_stream() {
        create(
                "sorting",
                "fromStream('mail').when({$any: (s, e) => { linkTo('box-' + e.eventType, e); }})",
                true);
        create(
                "counting",
                "fromCategory('box').foreachStream().when({$init: () => ({n: 0}),"
                        + " $any: s => { s.n++; }})",
                false);

        node.append("mail", event("red"), event("blue"), event("red"));

        awaitState("counting", "box-red", "{\"n\":2}");
        awaitState("counting", "box-blue", "{\"n\":1}");
        assertThat(node.state("counting", "mail")).isEqualTo("null");
    }

    @Test
    void metadata_count_for_the_partition_of_the_stream_that_they_are_about() {
        create(
                "each",
                "fromAll().foreachStream().when({$init: () => ({n: 0}), $any: s => { s.n++; }})",
                false);

        node.append("a", event("x"));
        node.append("$$a", event("$metadata"));

        awaitState("each", "a", "{\"n\":2}");
    }

    @Test
    void several_streams_are_read_in_the_order_in_which_they_were_written() {
        String order =
                "fromStreams('a', 'b').when({$init: () => [], $any: (s, e) => { s.push(e.eventType);"
                        + " return s; }})";
        node.append("a", event("1"));
        node.append("b", event("2"));
        create("both", order, false);
        awaitState("both", "", "[\"1\",\"2\"]");

        node.restart();
        node.append("a", event("3"));

        awaitState("both", "", "[\"1\",\"2\",\"3\"]");
        assertThat(node.info("both").place().text()).isEqualTo("a: 1; b: 0; ");
    }

    @Test
    void a_script_that_fails_is_mended_and_goes_on() {
        create("odd", "fromStream('a').when({$any: () => { throw new Error('no'); }})", false);
        node.append("a", event("x"));
        node.awaitStatus("odd", "Faulted (Enabled)");
        assertThat(node.info("odd").reason())
                .contains("failed to process an event", "Event Position: a: 0", "no", "line 1")
                .endsWith("Event: 0@a\r\nType: x");

        node.done(
                node.projections.updateQuery(
                        Caller.SYSTEM,
                        "odd",
                        null,
                        COUNT.replace("fromAll()", "fromStream('a')"),
                        null));

        awaitState("odd", "", "{\"n\":1}");
    }

    @Test
    void a_script_cannot_forge_where_an_event_came_from() {
        create(
                "forging",
                "fromStream('a').when({$any: () => { emit('out', 't', {}, {$c: 7, $v: '0:0:0:0',"
                        + " 'a\"b': 1}); }})",
                true);
        node.append("a", event("x", "{\"$correlationId\":\"c\"}"));

        await().untilAsserted(() -> assertThat(node.events("out")).hasSize(1));
        assertThat(node.events("out").getFirst().metadata().text())
                .startsWith(
                        "{\"$v\":\"" + node.info("forging").id() + ":-1:0:3\",\"$s\":{\"a\":0},")
                .endsWith("\"$correlationId\":\"c\",\"a\\\"b\":1}");
    }

    @Test
    void a_state_that_is_no_json_is_a_fault() {
        create("cyclic", "fromStream('a').when({$any: s => { s.self = s; return s; }})", false);
        node.append("a", event("x"));

        node.awaitStatus("cyclic", "Faulted (Enabled)");
        assertThat(node.info("cyclic").reason()).contains("The state of the cyclic projection");
    }

    @Test
    void emitted_streams_that_were_tracked_are_deleted_on_demand() {
        NewProjection tracking =
                new NewProjection(
                        "tracked",
                        "JS",
                        "fromStream('a').when({$any: (s, e) => { linkTo('out', e); return s; }})"
                                + ".outputState()",
                        ProjectionMode.CONTINUOUS,
                        true,
                        true,
                        true,
                        true);
        node.done(node.projections.create(Caller.SYSTEM, tracking));
        node.append("a", event("x"));
        node.awaitData("out", "0@a");
        node.disable("tracked");

        node.done(node.projections.delete(Caller.SYSTEM, "tracked", new DeleteOptions(true, true)));

        assertThat(node.events("out")).isEmpty();
        assertThat(node.events("$projections-tracked-result")).hasSize(1);
        assertThat(node.projections.info("tracked")).isEmpty();
    }

    private void create(String name, String query, boolean emits) {
        NewProjection wanted =
                new NewProjection(
                        name, "JS", query, ProjectionMode.CONTINUOUS, true, true, emits, false);
        node.done(node.projections.create(Caller.SYSTEM, wanted));
    }

    private void awaitState(String name, String partition, String state) {
        await().untilAsserted(() ->
                assertThat(node.projections.standing(name, partition).orElseThrow())
                        .extracting(Standing::state)
                        .isEqualTo(state));
    }
}
