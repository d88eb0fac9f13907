package dev.eventstore.server.grpc.groups;

import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Rpc;
import dev.eventstore.server.grpc.call.Service;
import dev.eventstore.server.grpc.call.StatusException;
import java.util.List;

/** Groups, which the protocol calls persistent subscriptions. Thread-safe. */
public final class GroupsService {
    private final Managing managing;
    private final Observing observing;
    private final Consuming consuming;

    public GroupsService(GroupOperations groups) {
        managing = new Managing(groups);
        observing = new Observing(groups);
        consuming = new Consuming(groups);
    }

    /** What is served. */
    public Service service() {
        return new Service(
                "event_store.client.persistent_subscriptions.PersistentSubscriptions",
                List.of(
                        rpc("Create", managing::create),
                        rpc("Update", managing::update),
                        rpc("Delete", managing::delete),
                        Rpc.longLived("Read", consuming::serve, "stream", "all"),
                        rpc("GetInfo", observing::info),
                        rpc("ReplayParked", managing::replayParked),
                        rpc("List", observing::list),
                        rpc("RestartSubsystem", managing::restart),
                        rpc("TruncateParked", managing::truncateParked)));
    }

    /** Starts all groups anew; operators ask for it in another service, too. */
    public void restart(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        managing.restart(call);
    }

    /** All methods know groups of streams and of everything. */
    private static Rpc rpc(String name, Rpc.Handling handling) {
        return Rpc.of(name, handling, "stream", "all");
    }
}
