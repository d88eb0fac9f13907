package dev.eventstore.server.grpc.gossip;

import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Rpc;
import dev.eventstore.server.grpc.call.Service;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.GossipProto.ClusterInfo;
import dev.eventstore.server.grpc.wire.GossipProto.EndPoint;
import dev.eventstore.server.grpc.wire.GossipProto.MemberInfo;
import dev.eventstore.server.grpc.wire.SharedProto;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * What clients ask before they choose a node: there is this one, and it leads. They connect again
 * to exactly the address that is told here, so unless one is configured it is the one they came by.
 * Thread-safe.
 */
public final class GossipService {
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int NANOS_PER_TICK = 100;

    private final UUID instance;
    private final String advertisedHost;
    private final int advertisedPort;
    private final InstantSource clock;

    /**
     * @param instance names this run of the node
     * @param advertisedHost the host that clients are told, empty for the one they came by
     * @param advertisedPort the port that clients are told, 0 for the one they came by
     */
    public GossipService(
            UUID instance, String advertisedHost, int advertisedPort, InstantSource clock) {
        this.instance = instance;
        this.advertisedHost = advertisedHost;
        this.advertisedPort = advertisedPort;
        this.clock = clock;
    }

    /** What is served. */
    public Service service() {
        return new Service("event_store.client.gossip.Gossip", List.of(Rpc.of("Read", this::read)));
    }

    private void read(Call call) throws StatusException, ClientGoneException, InterruptedException {
        call.only(SharedProto.Empty.parser());
        Instant now = clock.instant();
        MemberInfo member =
                MemberInfo.newBuilder()
                        .setInstanceId(
                                SharedProto.UUID
                                        .newBuilder()
                                        .setStructured(
                                                SharedProto.UUID
                                                        .Structured
                                                        .newBuilder()
                                                        .setMostSignificantBits(
                                                                instance.getMostSignificantBits())
                                                        .setLeastSignificantBits(
                                                                instance
                                                                        .getLeastSignificantBits())))
                        .setTimeStamp(
                                now.getEpochSecond() * TICKS_PER_SECOND
                                        + now.getNano() / NANOS_PER_TICK)
                        .setState(MemberInfo.VNodeState.Leader)
                        .setIsAlive(true)
                        .setHttpEndPoint(
                                EndPoint.newBuilder()
                                        .setAddress(
                                                advertisedHost.isEmpty()
                                                        ? call.host()
                                                        : advertisedHost)
                                        .setPort(
                                                advertisedPort == 0 ? call.port() : advertisedPort))
                        .build();
        call.send(ClusterInfo.newBuilder().addMembers(member).build());
    }
}
