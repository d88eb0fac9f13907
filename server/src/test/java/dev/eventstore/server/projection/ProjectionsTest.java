package dev.eventstore.server.projection;

import static dev.eventstore.server.projection.ProjectionFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.projection.system.SystemProjection;
import dev.eventstore.server.security.Caller;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectionsTest {
    private static final String BY_CATEGORY = "$by_category";
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
}
