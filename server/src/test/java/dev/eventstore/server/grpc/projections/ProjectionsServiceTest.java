package dev.eventstore.server.grpc.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcRefusal;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.FeaturesProto.SupportedMethod;
import dev.eventstore.server.grpc.wire.FeaturesProto.SupportedMethods;
import dev.eventstore.server.grpc.wire.ProjectionsProto.CommandReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.CreateReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.DeleteReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.PartitionReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.StateResp;
import dev.eventstore.server.grpc.wire.ProjectionsProto.StatisticsReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.StatisticsResp;
import dev.eventstore.server.grpc.wire.ProjectionsProto.StatisticsResp.Details;
import dev.eventstore.server.grpc.wire.ProjectionsProto.UpdateReq;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.stream.Append;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the client libraries do not send, or do not show. */
class ProjectionsServiceTest {
    private static final String SERVICE = "event_store.client.projections.Projections/";
    private static final String FEATURES =
            "event_store.client.server_features.ServerFeatures/GetSupportedMethods";
    private static final Empty NOTHING = Empty.getDefaultInstance();

    @RegisterExtension
    static final RunningNode running = RunningNode.with("--run-projections", "All");

    private static GrpcClient nobody;
    private static GrpcClient admin;
    private static LocalNode node;

    @BeforeAll
    static void connect(LocalNode started) {
        node = started;
        nobody = new GrpcClient(node.uri());
        admin = nobody.as("admin", "changeit");
    }

    @AfterAll
    static void disconnect() {
        nobody.close();
    }

    @Test
    void a_query_tells_what_came_of_each_partition() {
        append("part-1", 2);
        append("part-2", 1);
        create(
                CreateReq.Options.newBuilder()
                        .setTransient(CreateReq.Options.Transient.newBuilder().setName("parts"))
                        .setQuery(
                                "fromAll().foreachStream().when({$init: () => ({n: 0, of: [true,"
                                        + " null, 'x']}), $any: (s, e) => { s.n++; }})"));
        await().until(() -> statistics("parts").getStatus().equals("Completed"));

        Struct state = state("parts", "part-1").getStructValue();
        assertThat(state.getFieldsOrThrow("n").getNumberValue()).isEqualTo(2);
        assertThat(state.getFieldsOrThrow("of").getListValue().getValuesList())
                .extracting(Value::getKindCase)
                .containsExactly(
                        Value.KindCase.BOOL_VALUE,
                        Value.KindCase.NULL_VALUE,
                        Value.KindCase.STRING_VALUE);
        assertThat(state("parts", "unknown").getStructValue().getFieldsCount()).isZero();
        assertThat(state("parts", "unknown").hasStructValue()).isTrue();
    }

    @Test
    void each_mode_is_told_on_its_own() {
        create(CreateReq.Options.newBuilder().setOneTime(NOTHING).setQuery(counting("a")));
        create(
                CreateReq.Options.newBuilder()
                        .setTransient(CreateReq.Options.Transient.getDefaultInstance())
                        .setQuery(counting("a")));

        assertThat(ofMode(StatisticsReq.Options.newBuilder().setOneTime(NOTHING)))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.getMode()).isEqualTo("OneTime"));
        assertThat(ofMode(StatisticsReq.Options.newBuilder().setTransient(NOTHING)))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.getMode()).isEqualTo("Transient"));
        assertThat(ofMode(StatisticsReq.Options.newBuilder().setContinuous(NOTHING)))
                .extracting(Details::getName)
                .contains("$by_category", "$by_event_type");
    }

    @Test
    void what_cannot_be_made_names_the_field() {
        CreateReq.Options.Builder noMode = CreateReq.Options.newBuilder().setQuery(counting("a"));
        CreateReq.Options.Builder tracking =
                CreateReq.Options.newBuilder()
                        .setContinuous(
                                CreateReq.Options.Continuous.newBuilder()
                                        .setName("t")
                                        .setTrackEmittedStreams(true));
        CreateReq.Options.Builder otherEngine = continuous("e").setEngineVersion(3);
        CreateReq.Options.Builder noName = continuous("");

        assertThat(refused(noMode)).isEqualTo("INVALID_ARGUMENT mode");
        assertThat(GrpcRefusal.of(() -> create(tracking)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Status.Code.UNKNOWN))
                .satisfies(refusal ->
                        assertThat(refusal.message())
                                .startsWith("Exception was thrown by handler.")
                                .contains("track_emitted_streams"));
        assertThat(refused(otherEngine)).isEqualTo("INVALID_ARGUMENT engine_version");
        assertThat(GrpcRefusal.of(() -> create(noName)).message())
                .endsWith("Projection name is required");
        assertThat(GrpcRefusal.of(() -> ofMode(StatisticsReq.Options.newBuilder())).code())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void the_second_engine_is_the_first_one() {
        create(continuous("second").setEngineVersion(2));

        assertThat(statistics("second").getStatus()).isEqualTo("Running");
        CreateReq.Options.Builder tracking =
                CreateReq.Options.newBuilder()
                        .setEngineVersion(2)
                        .setContinuous(
                                CreateReq.Options.Continuous.newBuilder()
                                        .setName("tracking")
                                        .setEmitEnabled(true)
                                        .setTrackEmittedStreams(true));
        assertThat(GrpcRefusal.of(() -> create(tracking)).message())
                .contains("engine_version", "track_emitted_streams");
    }

    @Test
    void who_is_not_logged_in_may_nothing() {
        create(continuous("closed"));
        Message command =
                CommandReq.newBuilder()
                        .setOptions(CommandReq.Options.newBuilder().setName("closed"))
                        .build();
        Map<String, Message> calls =
                Map.of(
                        "Create",
                        CreateReq.newBuilder().setOptions(continuous("mine")).build(),
                        "Update",
                        UpdateReq.newBuilder()
                                .setOptions(UpdateReq.Options.newBuilder().setName("closed"))
                                .build(),
                        "Delete",
                        DeleteReq.newBuilder()
                                .setOptions(DeleteReq.Options.newBuilder().setName("closed"))
                                .build(),
                        "Enable",
                        command,
                        "Disable",
                        command,
                        "Reset",
                        command,
                        "State",
                        command,
                        "Result",
                        command,
                        "Statistics",
                        StatisticsReq.newBuilder()
                                .setOptions(StatisticsReq.Options.newBuilder().setAll(NOTHING))
                                .build(),
                        "RestartSubsystem",
                        NOTHING);

        assertThat(calls)
                .allSatisfy((method, request) -> {
                    GrpcRefusal refusal =
                            GrpcRefusal.of(() -> nobody.all(SERVICE + method, NOTHING, request));
                    assertThat(refusal.code()).isEqualTo(Status.Code.PERMISSION_DENIED);
                    assertThat(refusal.trailer("exception")).isEqualTo("access-denied");
                });
    }

    @Test
    void clients_are_told_of_the_methods() {
        List<SupportedMethod> told =
                nobody
                        .one(FEATURES, SupportedMethods.getDefaultInstance(), NOTHING)
                        .getMethodsList()
                        .stream()
                        .filter(each -> each.getServiceName().endsWith(".projections.projections"))
                        .toList();

        assertThat(told)
                .extracting(SupportedMethod::getMethodName)
                .containsExactlyInAnyOrder(
                        "create",
                        "update",
                        "delete",
                        "statistics",
                        "disable",
                        "enable",
                        "reset",
                        "state",
                        "result",
                        "restartsubsystem");
        assertThat(told)
                .filteredOn(each -> each.getMethodName().equals("create"))
                .allSatisfy(each ->
                        assertThat(each.getFeaturesList())
                                .containsExactly("track_emitted_streams"));
    }

    @Test
    void the_state_of_what_makes_no_sense_is_waited_for() {
        create(continuous("senseless").setQuery(""));
        AtomicBoolean isMended = new AtomicBoolean();
        UpdateReq mending =
                UpdateReq.newBuilder()
                        .setOptions(
                                UpdateReq.Options.newBuilder()
                                        .setName("senseless")
                                        .setQuery(counting("a")))
                        .build();
        var _ =
                Thread.startVirtualThread(() -> {
                    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
                    isMended.set(true);
                    Empty _ = admin.one(SERVICE + "Update", NOTHING, mending);
                });

        assertThat(state("senseless", "").hasStructValue()).isTrue();
        assertThat(isMended).isTrue();
    }

    @Test
    void an_update_without_a_word_on_emitting_leaves_that_as_it_is() {
        String query = "fromStream('kept').when({$any: (s, e) => emit('kept-copy', 't', {})})";
        create(
                CreateReq.Options.newBuilder()
                        .setContinuous(
                                CreateReq.Options.Continuous.newBuilder()
                                        .setName("kept")
                                        .setEmitEnabled(true)
                                        .setTrackEmittedStreams(true))
                        .setQuery(query));
        Empty _ =
                admin.one(
                        SERVICE + "Update",
                        NOTHING,
                        UpdateReq.newBuilder()
                                .setOptions(
                                        UpdateReq.Options.newBuilder()
                                                .setName("kept")
                                                .setQuery(query + ";")
                                                .setNoEmitOptions(NOTHING))
                                .build());
        append("kept", 1);

        await().until(() -> statistics("kept").getEventsProcessedAfterRestart() == 1);
        assertThat(statistics("kept").getStatus()).isEqualTo("Running");
    }

    private static String counting(String stream) {
        return "fromStream('" + stream + "').when({$any: s => s})";
    }

    private static CreateReq.Options.Builder continuous(String name) {
        return CreateReq.Options.newBuilder()
                .setContinuous(CreateReq.Options.Continuous.newBuilder().setName(name))
                .setQuery(counting("a"));
    }

    private static void create(CreateReq.Options.Builder options) {
        Empty _ =
                admin.one(
                        SERVICE + "Create",
                        NOTHING,
                        CreateReq.newBuilder().setOptions(options).build());
    }

    private static String refused(CreateReq.Options.Builder options) {
        GrpcRefusal refusal = GrpcRefusal.of(() -> create(options));
        return refusal.code() + " " + refusal.message().split(" ", -1)[1];
    }

    private static Details statistics(String name) {
        return ofMode(StatisticsReq.Options.newBuilder().setName(name)).getFirst();
    }

    private static List<Details> ofMode(StatisticsReq.Options.Builder options) {
        return admin
                .all(
                        SERVICE + "Statistics",
                        StatisticsResp.getDefaultInstance(),
                        StatisticsReq.newBuilder().setOptions(options).build())
                .stream()
                .map(StatisticsResp::getDetails)
                .toList();
    }

    private static Value state(String name, String partition) {
        PartitionReq.Options.Builder options =
                PartitionReq.Options.newBuilder().setName(name).setPartition(partition);
        return admin.one(
                        SERVICE + "State",
                        StateResp.getDefaultInstance(),
                        PartitionReq.newBuilder().setOptions(options).build())
                .getState();
    }

    private static void append(String stream, int count) {
        node.streams().append(new Append(StreamName.of(stream), Belief.ANY, Events.some(count)));
    }
}
