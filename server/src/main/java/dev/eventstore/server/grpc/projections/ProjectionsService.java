package dev.eventstore.server.grpc.projections;

import dev.eventstore.server.grpc.call.Rpc;
import dev.eventstore.server.grpc.call.Service;
import dev.eventstore.server.projection.Projections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Projections. Thread-safe. */
public final class ProjectionsService {
    private final Commanding commanding;
    private final Looking looking;

    /**
     * @param ids names those that have no name
     */
    public ProjectionsService(Projections projections, Supplier<UUID> ids) {
        this.commanding = new Commanding(projections, ids);
        this.looking = new Looking(projections);
    }

    /** What is served. */
    public Service service() {
        return new Service(
                "event_store.client.projections.Projections",
                List.of(
                        Rpc.of("Create", commanding::create, "track_emitted_streams"),
                        Rpc.of("Update", commanding::update),
                        Rpc.of("Delete", commanding::delete),
                        Rpc.of("Statistics", looking::statistics),
                        Rpc.of("Disable", commanding::disable),
                        Rpc.of("Enable", commanding::enable),
                        Rpc.of("Reset", commanding::reset),
                        Rpc.of("State", looking::state),
                        Rpc.of("Result", looking::result),
                        Rpc.of("RestartSubsystem", commanding::restart)));
    }
}
