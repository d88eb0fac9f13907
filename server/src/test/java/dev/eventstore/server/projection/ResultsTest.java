package dev.eventstore.server.projection;

import static dev.eventstore.server.projection.ProjectionFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.security.Caller;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people see of a projection: states, results, notifications, progress. */
class ResultsTest {
    private static final String COUNT_EACH =
            "fromAll().foreachStream().when({$init: () => ({n: 0}), $any: s => { s.n++; }})";

    private final ProjectionFixture node = new ProjectionFixture(true);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void results_of_partitions_are_found_through_the_stream_of_the_whole() {
        node.create("each", COUNT_EACH + ".outputState()");
        node.append("a-1", event("x"), event("x"));
        node.append("b-1", event("x"));

        node.awaitData(
                "$projections-each-result",
                "0@$projections-each-a-1-result",
                "1@$projections-each-a-1-result",
                "0@$projections-each-b-1-result");
        assertThat(node.data("$projections-each-a-1-result"))
                .containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(node.data("$projections-each-partitions")).containsExactly("a-1", "b-1");

        node.kill();
        node.append("a-1", event("x"));

        node.awaitData("$projections-each-a-1-result", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
        assertThat(node.data("$projections-each-partitions")).containsExactly("a-1", "b-1");
    }

    @Test
    void one_that_is_made_anew_hides_the_results_of_its_namesake() {
        node.create("each", COUNT_EACH + ".outputState()");
        node.append("a-1", event("x"), event("x"));
        node.awaitData("$projections-each-a-1-result", "{\"n\":1}", "{\"n\":2}");
        node.delete("each");
        node.create("each", COUNT_EACH + ".transformBy(s => s.n)");

        node.awaitData("$projections-each-a-1-result", "1", "2");
        node.awaitData(
                "$projections-each-result",
                "2@$projections-each-a-1-result",
                "3@$projections-each-a-1-result");
        assertThat(node.info("each").status()).isEqualTo("Running");
    }

    @Test
    void the_results_of_another_projection_stop_it() {
        node.create("other", COUNT_EACH + ".outputTo('$projections-each-result')");
        node.append("a-1", event("x"));
        node.awaitData("$projections-each-result", "0@$projections-other-a-1-result");
        node.delete("other");

        node.create("each", COUNT_EACH + ".outputState()");

        node.awaitStatus("each", "Faulted (Enabled)");
        assertThat(node.info("each").reason()).contains("written to from the outside");
    }

    @Test
    void a_query_ends_with_its_results_and_says_that_there_are_no_more() {
        node.append("a-1", event("x"), event("x"));
        node.append("b-1", event("x"));
        node.create("q", COUNT_EACH, ProjectionMode.TRANSIENT);
        node.awaitStatus("q", "Completed");

        assertThat(node.events("$projections-q-result"))
                .extracting(RecordedEvent::type)
                .containsExactly("Result", "Result", "$Eof");
        assertThat(node.data("$projections-q-result"))
                .containsExactlyInAnyOrder("{\"n\":2}", "{\"n\":1}", "");
        assertThat(node.info("q").progress()).isEqualTo(100);
    }

    @Test
    void one_that_is_remembered_does_not_repeat_its_results() {
        node.append("a-1", event("x"));
        node.create("once", COUNT_EACH, ProjectionMode.ONE_TIME);
        node.awaitStatus("once", "Completed");

        node.restart();
        node.awaitStatus("once", "Completed");

        assertThat(node.events("$projections-once-result"))
                .extracting(RecordedEvent::type)
                .containsExactly("Result", "$Eof");
    }

    @Test
    void a_query_that_nobody_asks_for_is_forgotten() {
        try (ProjectionFixture other = new ProjectionFixture(false, Duration.ofMillis(100))) {
            other.create("q", COUNT_EACH, ProjectionMode.TRANSIENT);

            await().until(() -> other.projections.info("q").isEmpty());
        }
    }

    @Test
    void a_partition_hears_that_its_stream_was_deleted() {
        String goodbye =
                ".foreachStream().when({$init: () => ({n: 0}), $any: s => { s.n++; },"
                        + " $deleted: (s, e) => { s.gone = e.isSoftDeleted ? 'softly' : 'hard'; }})";
        node.create("all", "fromAll()" + goodbye);
        node.create("category", "fromCategory('a')" + goodbye);
        node.append("a-1", event("x"));
        node.append("a-2", event("x"));
        node.awaitState("category", "a-2", "{\"n\":1}");

        node.delete("a-1", false);
        node.delete("a-2", true);

        for (String projection : new String[] {"all", "category"}) {
            node.awaitState(projection, "a-1", "{\"n\":1,\"gone\":\"softly\"}");
            node.awaitState(projection, "a-2", "{\"n\":1,\"gone\":\"hard\"}");
        }
    }

    @Test
    void one_that_is_stopped_shows_how_it_stood_after_a_restart() {
        node.create("each", COUNT_EACH);
        node.append("a-1", event("x"));
        node.awaitState("each", "a-1", "{\"n\":1}");
        node.disable("each");
        Place place = node.info("each").place();

        node.restart();

        assertThat(node.info("each").status()).isEqualTo("Stopped");
        assertThat(node.info("each").place()).isEqualTo(place);
        assertThat(node.state("each", "a-1")).isEqualTo("{\"n\":1}");
    }

    @Test
    void one_that_waits_for_more_has_come_to_the_end() {
        node.append("a-1", event("x"));
        node.create("each", COUNT_EACH);

        await().untilAsserted(() ->
                assertThat(node.projections.list())
                        .extracting(ProjectionInfo::progress)
                        .containsOnly(100.0));
    }

    @Test
    void events_are_in_order_without_being_reordered() {
        node.append("a", event("1"));
        node.append("b", event("2"));
        node.append("a", event("3"));
        node.create(
                "both",
                "options({reorderEvents: true, processingLag: 100}); fromStreams('a', 'b').when({"
                        + "$init: () => [], $any: (s, e) => { s.push(e.eventType); }})");

        node.awaitState("both", "", "[\"1\",\"2\",\"3\"]");
    }

    @Test
    void what_a_definition_would_get_can_be_looked_at() throws InterruptedException {
        node.append("a-1", event("x"), event("y"));
        node.append("a-2", event("x"));
        Source ofType =
                new Source(
                        true,
                        List.of(),
                        List.of(),
                        false,
                        List.of("x"),
                        Source.Partitioning.NONE,
                        Source.EVERYTHING.options());

        PreviewResult all = node.projections.preview(Caller.SYSTEM, ofType, null, 10);
        PreviewResult one = node.projections.preview(Caller.SYSTEM, ofType, null, 1);
        PreviewResult none = node.projections.preview(Caller.ANONYMOUS, ofType, null, 1);

        assertThat(all)
                .isInstanceOfSatisfying(
                        PreviewResult.Found.class,
                        found ->
                                assertThat(found.events())
                                        .extracting(PreviewResult.Sight::event)
                                        .extracting(ResolvedEvent::original)
                                        .extracting(RecordedEvent::stream)
                                        .containsExactly(
                                                StreamName.of("a-1"), StreamName.of("a-2")));
        assertThat(one)
                .isInstanceOfSatisfying(
                        PreviewResult.Found.class,
                        found -> {
                            assertThat(found.events()).hasSize(1);
                            assertThat(found.reached())
                                    .isEqualTo(found.events().getFirst().place());
                        });
        assertThat(none).isInstanceOf(PreviewResult.AccessDenied.class);
    }
}
