package dev.eventstore.server.projection;

import static dev.eventstore.server.projection.ProjectionFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.projection.system.SystemProjection;
import dev.eventstore.server.security.Caller;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectionsTest {
    private static final String BY_CATEGORY = "$by_category";
    private static final String COUNT =
            "fromAll().when({$init: () => ({n: 0}), $any: (s, e) => { s.n++; return s; }})";
    private static final Caller SOMEBODY = new Caller("joe", Set.of("joe"));

    private final ProjectionFixture node = new ProjectionFixture(true);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void the_register_begins_as_that_of_v5() {
        List<RecordedEvent> register = node.events("$projections-$all");

        assertThat(register.getFirst().type()).isEqualTo("$ProjectionsInitialized");
        assertThat(register.stream().skip(1).map(RecordedEvent::type))
                .hasSize(5)
                .containsOnly("$ProjectionCreated");
        assertThat(node.data("$projections-$all")).contains("$streams", BY_CATEGORY);
    }

    @Test
    void a_link_tells_which_event_it_came_from() {
        node.append("order-1", event("placed", "{\"$correlationId\":\"c\"}"));

        node.awaitData("$ce-order", "0@order-1");
        RecordedEvent link = node.events("$ce-order").getFirst();
        long position =
                node.all().stream()
                        .filter(each -> each.type().equals("placed"))
                        .findFirst()
                        .orElseThrow()
                        .position()
                        .value();
        assertThat(link.metadata().text())
                .startsWith("{\"$v\":\"" + node.info(BY_CATEGORY).id() + ":-1:1:3\",")
                .contains("\"$c\":" + position + ",\"$p\":" + position + ",\"$causedBy\":\"")
                .endsWith(",\"$correlationId\":\"c\",\"$o\":\"order-1\"}");
    }

    @Test
    void everybody_may_read_an_index() {
        node.append("order-1", event("placed"));

        node.awaitData("$ce-order", "0@order-1");
        assertThat(node.data("$$$ce-order"))
                .containsExactly("{\"$acl\":{\"$r\":\"$all\",\"$mr\":\"$all\"}}");
    }

    @Test
    void one_that_is_disabled_goes_on_where_it_was() {
        node.append("order-1", event("placed"));
        node.awaitData("$ce-order", "0@order-1");
        node.disable(BY_CATEGORY);
        assertThat(node.info(BY_CATEGORY).status()).isEqualTo("Stopped");

        node.append("order-1", event("paid"));
        node.enable(BY_CATEGORY);

        node.awaitData("$ce-order", "0@order-1", "1@order-1");
    }

    @Test
    void one_that_is_reset_writes_anew_and_hides_what_it_wrote() {
        node.append("order-1", event("placed"), event("paid"));
        node.awaitData("$ce-order", "0@order-1", "1@order-1");

        node.done(node.projections.reset(Caller.SYSTEM, BY_CATEGORY));

        await().untilAsserted(() ->
                assertThat(node.events("$ce-order"))
                        .extracting(each -> each.revision().value())
                        .containsExactly(2L, 3L));
        assertThat(node.info(BY_CATEGORY).epoch()).isEqualTo(2);
        assertThat(node.data("$ce-order")).containsExactly("0@order-1", "1@order-1");
    }

    @Test
    void a_restart_of_the_node_repeats_nothing() {
        node.append("order-1", event("placed"));
        node.awaitData("$ce-order", "0@order-1");

        node.kill();
        node.append("order-2", event("placed"));

        node.awaitData("$ce-order", "0@order-1", "0@order-2");
        node.awaitData("$streams", "0@order-1", "0@order-2");
        assertThat(node.projections.list())
                .extracting(ProjectionInfo::status)
                .containsOnly("Running");
    }

    @Test
    void what_was_disabled_stays_so_unless_the_node_starts_it() {
        try (ProjectionFixture other = new ProjectionFixture(false)) {
            other.enable(BY_CATEGORY);
            other.restart();

            assertThat(other.info(BY_CATEGORY).status()).isEqualTo("Running");
            assertThat(other.info("$streams").status()).isEqualTo("Stopped");
        }
    }

    @Test
    void who_writes_into_an_index_stops_it() {
        node.append("$ce-order", event("mine"));

        node.append("order-1", event("placed"));

        node.awaitStatus(BY_CATEGORY, "Faulted (Enabled)");
        assertThat(node.info(BY_CATEGORY).reason())
                .contains("'$ce-order' has been written to from the outside");
        node.awaitData("$streams", "0@order-1");
    }

    @Test
    void an_index_that_is_deleted_for_good_stands_in_nobodys_way() {
        node.append("order-1", event("placed"));
        node.awaitData("$ce-order", "0@order-1");
        node.delete("$ce-order", true);

        node.append("order-1", event("paid"));
        node.append("user-1", event("born"));

        node.awaitData("$ce-user", "0@user-1");
    }

    @Test
    void a_stop_leaves_a_checkpoint_and_the_index_of_types_tells_its_own() {
        node.append("order-1", event("placed"));
        node.awaitData("$et-placed", "0@order-1");

        node.disable("$by_event_type");

        assertThat(node.events("$projections-$by_event_type-checkpoint"))
                .extracting(RecordedEvent::type)
                .containsExactly("$ProjectionCheckpoint");
        assertThat(node.events("$et"))
                .extracting(RecordedEvent::type)
                .containsExactly("$Checkpoint");
        assertThat(node.info("$by_event_type").checkpoint()).isNotNull();
    }

    @Test
    void another_separator_makes_other_categories() {
        node.disable(BY_CATEGORY);
        node.done(node.projections.updateQuery(Caller.SYSTEM, BY_CATEGORY, null, "last\n_", null));
        node.enable(BY_CATEGORY);

        node.append("a_b_c", event("placed"));

        node.awaitData("$ce-a_b", "0@a_b_c");
    }

    @Test
    void a_definition_without_sense_is_told_and_can_be_mended() {
        node.done(node.projections.updateQuery(Caller.SYSTEM, BY_CATEGORY, null, "nonsense", null));
        assertThat(node.info(BY_CATEGORY).status()).isEqualTo("Faulted (Enabled)");
        assertThat(node.info(BY_CATEGORY).reason()).contains("\"first\" or \"last\"");

        node.done(node.projections.updateQuery(Caller.SYSTEM, BY_CATEGORY, null, "first\n-", null));

        node.append("order-1", event("placed"));
        node.awaitData("$ce-order", "0@order-1");
    }

    @Test
    void a_one_time_projection_ends_when_it_has_read_everything() {
        node.disable("$streams");
        node.append("order-1", event("placed"));
        NewProjection once =
                new NewProjection(
                        "once",
                        SystemProjection.STREAM_BY_CATEGORY.handlerType(),
                        "first\n:",
                        ProjectionMode.ONE_TIME,
                        true,
                        true,
                        true,
                        false);
        node.append("a:1", event("placed"));
        node.done(node.projections.create(Caller.SYSTEM, once));

        node.awaitStatus("once", "Completed");
        assertThat(node.data("$category-a")).containsExactly("a:1");
    }

    @Test
    void commands_are_for_operators() {
        assertThat(node.projections.disable(SOMEBODY, BY_CATEGORY))
                .isEqualTo(new ProjectionResult.AccessDenied());
        assertThat(node.projections.abort(SOMEBODY, BY_CATEGORY))
                .isEqualTo(new ProjectionResult.AccessDenied());
        assertThat(node.projections.reset(SOMEBODY, BY_CATEGORY))
                .isEqualTo(new ProjectionResult.AccessDenied());
        assertThat(node.projections.delete(SOMEBODY, BY_CATEGORY, new DeleteOptions(true, true)))
                .isEqualTo(new ProjectionResult.AccessDenied());
        assertThat(node.info(BY_CATEGORY).status()).isEqualTo("Running");
    }

    @Test
    void a_system_projection_cannot_be_deleted() {
        node.disable(BY_CATEGORY);

        assertThat(
                        node.projections.delete(
                                Caller.SYSTEM, BY_CATEGORY, new DeleteOptions(true, true)))
                .isInstanceOf(ProjectionResult.Failed.class);
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
