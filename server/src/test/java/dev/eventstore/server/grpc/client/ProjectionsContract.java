package dev.eventstore.server.grpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.grpc.client.ProjectionClient.Details;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every client library must get of projections. */
@Timeout(90)
abstract class ProjectionsContract {
    private static final String COUNT =
            "fromStream('s').when({$init: () => ({n: 0}), $any: (s, e) => { s.n++; }})";
    private static final String DOUBLE = COUNT + ".transformBy(s => ({twice: 2 * s.n}))";
    private static final String COPY =
            "fromStream('s').when({$any: (s, e) => { emit('copies', 'copied', {n: 1}); }})";

    private final ProjectionClient.Kind kind;
    private LocalNode node;
    private ProjectionClient client;

    ProjectionsContract(ProjectionClient.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        node = LocalNode.inMemory("--insecure", "--run-projections", "All");
        client = kind.open(node.uri().getAuthority() + "?tls=false");
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    @Test
    void a_projection_runs_as_soon_as_it_is_made() {
        append(3);
        client.create("count", DOUBLE, false, false);

        await().untilAsserted(() -> {
            assertThat(client.state("count").path("n").asInt()).isEqualTo(3);
            assertThat(client.result("count").path("twice").asInt()).isEqualTo(6);
        });
        Details told = client.statistics("count");
        assertThat(told.name()).isEqualTo("count");
        assertThat(told.mode()).isEqualTo("Continuous");
        assertThat(told.status()).isEqualTo("Running");
        assertThat(told.reason()).isEmpty();
        assertThat(told.position()).isEqualTo("s: 2");
        assertThat(told.handled()).isEqualTo(3);
        assertThat(told.progress()).isEqualTo(100);
    }

    @Test
    void one_that_has_seen_nothing_has_no_state() {
        client.create("count", COUNT, false, false);

        assertThat(client.state("count")).isEmpty();
        assertThat(client.result("count")).isEmpty();
    }

    @Test
    void one_that_is_disabled_leaves_a_checkpoint_and_goes_on_when_it_is_enabled() {
        append(2);
        client.create("count", COUNT, false, false);
        awaitCount(2);

        client.disable("count");
        assertThat(client.statistics("count").status()).isEqualTo("Stopped");
        assertThat(client.statistics("count").checkpoint()).isEqualTo("s: 1");
        append(1);
        assertThat(client.state("count").path("n").asInt()).isEqualTo(2);

        client.enable("count");
        awaitCount(3);
        assertThat(client.statistics("count").handled()).isEqualTo(1);
    }

    @Test
    void one_that_is_aborted_leaves_no_checkpoint() {
        append(2);
        client.create("count", COUNT, false, false);
        awaitCount(2);

        client.abort("count");
        assertThat(client.statistics("count").status()).startsWith("Aborted");
        assertThat(client.statistics("count").checkpoint()).isEqualTo("C:0/P:-1");
    }

    @Test
    void one_that_is_reset_counts_from_the_beginning() {
        append(2);
        client.create("count", COUNT, false, false);
        awaitCount(2);
        client.disable("count");
        client.enable("count");

        client.reset("count");

        awaitCount(2);
        assertThat(client.statistics("count").handled()).isEqualTo(2);
        assertThat(client.statistics("count").epoch()).isPositive();
    }

    @Test
    void another_text_takes_over_where_the_first_one_was() {
        append(2);
        client.create("count", COUNT, false, false);
        awaitCount(2);

        client.update("count", COUNT.replace("s.n++", "s.n += 10"));

        append(1);
        awaitCount(12);
        assertThat(client.statistics("count").version()).isPositive();
    }

    @Test
    void who_may_emit_is_up_to_the_one_who_changes_the_text() {
        append(1);
        client.create("copy", COPY, false, false);
        await().until(() -> client.statistics("copy").status().startsWith("Faulted"));
        assertThat(client.statistics("copy").reason()).contains("'emit' is not allowed");

        client.update("copy", COPY, true);
        await().until(() -> copies() == 1);

        client.update("copy", COPY, false);
        append(1);
        await().until(() -> client.statistics("copy").status().startsWith("Faulted"));
    }

    @Test
    void what_was_emitted_goes_with_the_projection_if_that_is_wanted() {
        append(2);
        client.create("copy", COPY, true, true);
        client.update("copy", COPY, true);
        await().until(() -> copies() == 2);
        client.disable("copy");
        assertThat(exists("$projections-copy-checkpoint")).isTrue();

        client.delete("copy", true, true);

        assertThat(exists("$projections-copy-checkpoint")).isFalse();
        assertThat(refusal(() -> client.statistics("copy")).kind())
                .isIn("NOT_FOUND", "ResourceNotFoundException");
    }

    @Test
    void all_projections_are_told() {
        client.create("mine", COUNT, false, false);

        assertThat(client.list())
                .extracting(Details::name)
                .contains("mine", "$by_category", "$streams");
    }

    @Test
    void the_whole_engine_starts_anew() {
        append(2);
        client.create("count", COUNT, false, false);
        awaitCount(2);

        client.restart();

        append(1);
        awaitCount(3);
        assertThat(client.statistics("count").handled()).isEqualTo(1);
    }

    @Test
    void what_is_not_there_is_not_found() {
        List<ThrowingCallable> calls =
                List.of(
                        () -> client.update("none", COUNT),
                        () -> client.enable("none"),
                        () -> client.disable("none"),
                        () -> client.abort("none"),
                        () -> client.reset("none"),
                        () -> client.delete("none", false, false),
                        () -> client.state("none"),
                        () -> client.result("none"),
                        () -> client.statistics("none"));

        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(refusal(call).kind())
                                .isIn("NOT_FOUND", "ResourceNotFoundException"));
    }

    @Test
    void a_name_is_taken_once() {
        client.create("count", COUNT, false, false);

        assertThat(refusal(() -> client.create("count", COUNT, false, false)).getCause())
                .hasMessageContaining("Conflict");
    }

    @Test
    void one_that_runs_and_those_of_the_system_are_not_deleted() {
        client.create("count", COUNT, false, false);

        assertThat(refusal(() -> client.delete("count", false, false)).getCause())
                .hasMessageContaining("hasn't been stopped or faulted");
        assertThat(refusal(() -> client.delete("$streams", false, false)).getCause())
                .hasMessageContaining("System Projections");
    }

    @Test
    void a_text_that_makes_no_sense_is_a_fault_that_can_be_mended() {
        append(1);
        client.create("count", "fromStream(", false, false);
        assertThat(client.statistics("count").status()).startsWith("Faulted");
        assertThat(client.statistics("count").reason()).contains("SyntaxError");

        client.update("count", COUNT);
        awaitCount(1);
    }

    private void awaitCount(int count) {
        await().untilAsserted(
                        () -> assertThat(client.state("count").path("n").asInt()).isEqualTo(count));
    }

    private static StoreClient.Failed refusal(ThrowingCallable call) {
        StoreClient.Failed refusal = catchThrowableOfType(StoreClient.Failed.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            NewEvent event =
                    new NewEvent(UUID.randomUUID(), "t", true, Payload.of("{}"), Payload.EMPTY);
            node.streams().append(new Append(StreamName.of("s"), Belief.ANY, List.of(event)));
        }
    }

    private int copies() {
        return node.streams().readStream(whole("copies")) instanceof ReadStreamResult.Page page
                ? page.events().size()
                : 0;
    }

    private boolean exists(String stream) {
        return node.streams().readStream(whole(stream)) instanceof ReadStreamResult.Page page
                && !page.events().isEmpty();
    }

    private static ReadStream whole(String stream) {
        return new ReadStream(
                StreamName.of(stream), Revision.FIRST, 1_000, Direction.FORWARD, false);
    }
}
