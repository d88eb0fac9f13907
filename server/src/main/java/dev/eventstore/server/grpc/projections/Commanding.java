package dev.eventstore.server.grpc.projections;

import com.google.protobuf.Message;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.ProjectionsProto.CommandReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.CreateReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.CreateResp;
import dev.eventstore.server.grpc.wire.ProjectionsProto.DeleteReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.DeleteResp;
import dev.eventstore.server.grpc.wire.ProjectionsProto.DisableResp;
import dev.eventstore.server.grpc.wire.ProjectionsProto.EnableResp;
import dev.eventstore.server.grpc.wire.ProjectionsProto.ResetResp;
import dev.eventstore.server.grpc.wire.ProjectionsProto.UpdateReq;
import dev.eventstore.server.grpc.wire.ProjectionsProto.UpdateResp;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.projection.DeleteOptions;
import dev.eventstore.server.projection.NewProjection;
import dev.eventstore.server.projection.ProjectionMode;
import dev.eventstore.server.projection.ProjectionResult;
import dev.eventstore.server.projection.Projections;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The methods that make, change and delete projections. Thread-safe. */
final class Commanding {
    private static final String SCRIPT = "JS";

    /** Promises less than the first; here, one engine does what both do. */
    private static final int SECOND_ENGINE = 2;

    private final Projections projections;
    private final Supplier<UUID> ids;

    Commanding(Projections projections, Supplier<UUID> ids) {
        this.projections = projections;
        this.ids = ids;
    }

    void create(Call call) throws StatusException, ClientGoneException, InterruptedException {
        CreateReq.Options options = call.only(CreateReq.parser()).getOptions();
        int engine = options.getEngineVersion();
        if (engine < 0 || engine > SECOND_ENGINE) {
            throw Refusals.invalid("The engine_version must be 0, 1 or 2.");
        }
        if (engine == SECOND_ENGINE && options.getContinuous().getTrackEmittedStreams()) {
            throw Refusals.projectionRefused("The engine_version 2 has no track_emitted_streams.");
        }
        answer(
                call,
                projections.create(call.caller(), wanted(options)),
                CreateResp.getDefaultInstance());
    }

    private NewProjection wanted(CreateReq.Options options) throws StatusException {
        String query = options.getQuery();
        return switch (options.getModeCase()) {
            case ONE_TIME ->
                    new NewProjection(
                            ids.get().toString(),
                            SCRIPT,
                            query,
                            ProjectionMode.ONE_TIME,
                            /* isEnabled= */ true,
                            /* hasCheckpoints= */ false,
                            /* emits= */ false,
                            /* tracksEmitted= */ false);
            case TRANSIENT ->
                    new NewProjection(
                            named(options.getTransient().getName()),
                            SCRIPT,
                            query,
                            ProjectionMode.TRANSIENT,
                            /* isEnabled= */ true,
                            /* hasCheckpoints= */ false,
                            /* emits= */ false,
                            /* tracksEmitted= */ false);
            case CONTINUOUS -> continuous(options.getContinuous(), query);
            case MODE_NOT_SET ->
                    throw Refusals.invalid(
                            "The mode is missing: one_time, transient or continuous.");
        };
    }

    private static NewProjection continuous(CreateReq.Options.Continuous wanted, String query)
            throws StatusException {
        if (wanted.getTrackEmittedStreams() && !wanted.getEmitEnabled()) {
            throw Refusals.projectionRefused("The track_emitted_streams needs emit_enabled.");
        }
        return new NewProjection(
                wanted.getName(),
                SCRIPT,
                query,
                ProjectionMode.CONTINUOUS,
                /* isEnabled= */ true,
                /* hasCheckpoints= */ true,
                wanted.getEmitEnabled(),
                wanted.getTrackEmittedStreams());
    }

    private String named(String name) {
        return name.isEmpty() ? ids.get().toString() : name;
    }

    void update(Call call) throws StatusException, ClientGoneException, InterruptedException {
        UpdateReq.Options options = call.only(UpdateReq.parser()).getOptions();
        @Nullable Boolean emits = options.hasEmitEnabled() ? options.getEmitEnabled() : null;
        answer(
                call,
                projections.updateQuery(
                        call.caller(), options.getName(), null, options.getQuery(), emits),
                UpdateResp.getDefaultInstance());
    }

    /** What is called the state stream has never had an existence of its own. */
    void delete(Call call) throws StatusException, ClientGoneException, InterruptedException {
        DeleteReq.Options options = call.only(DeleteReq.parser()).getOptions();
        DeleteOptions wanted =
                new DeleteOptions(
                        options.getDeleteCheckpointStream(), options.getDeleteEmittedStreams());
        answer(
                call,
                projections.delete(call.caller(), options.getName(), wanted),
                DeleteResp.getDefaultInstance());
    }

    void enable(Call call) throws StatusException, ClientGoneException, InterruptedException {
        String name = command(call).getName();
        answer(call, projections.enable(call.caller(), name), EnableResp.getDefaultInstance());
    }

    void disable(Call call) throws StatusException, ClientGoneException, InterruptedException {
        CommandReq.Options options = command(call);
        ProjectionResult result =
                options.getWriteCheckpoint()
                        ? projections.disable(call.caller(), options.getName())
                        : projections.abort(call.caller(), options.getName());
        answer(call, result, DisableResp.getDefaultInstance());
    }

    void reset(Call call) throws StatusException, ClientGoneException, InterruptedException {
        String name = command(call).getName();
        answer(call, projections.reset(call.caller(), name), ResetResp.getDefaultInstance());
    }

    void restart(Call call) throws StatusException, ClientGoneException, InterruptedException {
        call.only(Empty.parser());
        answer(call, projections.restart(call.caller()), Empty.getDefaultInstance());
    }

    private static CommandReq.Options command(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        return call.only(CommandReq.parser()).getOptions();
    }

    private static void answer(Call call, ProjectionResult result, Message done)
            throws StatusException, ClientGoneException, InterruptedException {
        switch (result) {
            case ProjectionResult.Done _ -> call.send(done);
            case ProjectionResult.NotFound(String name) -> throw Refusals.noProjection(name);
            case ProjectionResult.AlreadyExists _ -> throw Refusals.projectionExists();
            case ProjectionResult.AccessDenied _ -> throw Refusals.accessDenied();
            case ProjectionResult.Failed(String reason) -> throw Refusals.projectionFailed(reason);
        }
    }
}
