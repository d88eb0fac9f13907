package dev.eventstore.server.grpc.projections;

import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.ProjectionsProto.PartitionReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.ResultResp;
import dev.eventstore.server.grpc.wire.ProjectionsProto.StateResp;
import dev.eventstore.server.grpc.wire.ProjectionsProto.StatisticsReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.StatisticsResp;
import dev.eventstore.server.projection.Place;
import dev.eventstore.server.projection.ProjectionInfo;
import dev.eventstore.server.projection.ProjectionMode;
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.projection.handler.Standing;
import java.time.Duration;
import java.util.List;

/** The methods that tell how projections stand. Thread-safe. */
final class Looking {
    /** How often a definition is looked at that somebody waits for. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Projections projections;

    Looking(Projections projections) {
        this.projections = projections;
    }

    void statistics(Call call) throws StatusException, ClientGoneException, InterruptedException {
        StatisticsReq.Options options = call.only(StatisticsReq.parser()).getOptions();
        requireLogin(call);
        for (ProjectionInfo info : wanted(options)) {
            call.send(StatisticsResp.newBuilder().setDetails(details(info)).build());
        }
    }

    private List<ProjectionInfo> wanted(StatisticsReq.Options options) throws StatusException {
        return switch (options.getModeCase()) {
            case NAME -> {
                String name = options.getName();
                yield List.of(
                        projections.info(name).orElseThrow(() -> Refusals.noProjection(name)));
            }
            case ALL -> projections.list();
            case TRANSIENT -> ofMode(ProjectionMode.TRANSIENT);
            case CONTINUOUS -> ofMode(ProjectionMode.CONTINUOUS);
            case ONE_TIME -> ofMode(ProjectionMode.ONE_TIME);
            case MODE_NOT_SET ->
                    throw Refusals.invalid(
                            "The mode is missing: name, all, transient, continuous or one_time.");
        };
    }

    private List<ProjectionInfo> ofMode(ProjectionMode mode) {
        return projections.list().stream()
                .filter(info -> info.definition().mode() == mode)
                .toList();
    }

    void state(Call call) throws StatusException, ClientGoneException, InterruptedException {
        String state = standing(call).state();
        call.send(StateResp.newBuilder().setState(JsonValues.of(state)).build());
    }

    void result(Call call) throws StatusException, ClientGoneException, InterruptedException {
        String result = standing(call).result();
        call.send(ResultResp.newBuilder().setResult(JsonValues.of(result)).build());
    }

    private Standing standing(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        PartitionReq.Options options = call.only(PartitionReq.parser()).getOptions();
        requireLogin(call);
        if (call.hasDeadline() && isSenseless(options.getName())) {
            awaitSense(call, options.getName());
        }
        projections.awaitBeginning(options.getName());
        return projections
                .standing(options.getName(), options.getPartition())
                .orElseThrow(() -> Refusals.noProjection(options.getName()));
    }

    /**
     * A definition that makes no sense gives no state. As long as the client waits, the definition
     * may be mended; clients are used to getting no answer until then.
     */
    private void awaitSense(Call call, String name) throws InterruptedException {
        call.endless();
        do {
            Thread.sleep(LOOK);
        } while (isSenseless(name));
    }

    private boolean isSenseless(String name) {
        return projections.info(name).filter(info -> info.source() == null).isPresent();
    }

    private static void requireLogin(Call call) throws StatusException {
        if (!call.caller().isAuthenticated()) {
            throw Refusals.accessDenied();
        }
    }

    private static StatisticsResp.Details details(ProjectionInfo info) {
        Place checkpoint = info.checkpoint();
        return StatisticsResp.Details.newBuilder()
                .setVersion(info.version())
                .setEpoch(info.epoch())
                .setEffectiveName(info.name())
                .setPartitionsCached(1)
                .setStatus(info.status())
                .setStateReason(info.reason())
                .setName(info.name())
                .setMode(info.definition().mode().text())
                .setPosition(info.position())
                .setProgress((float) info.progress())
                .setLastCheckpoint((checkpoint == null ? Place.START : checkpoint).text())
                .setEventsProcessedAfterRestart(info.handled())
                .build();
    }
}
