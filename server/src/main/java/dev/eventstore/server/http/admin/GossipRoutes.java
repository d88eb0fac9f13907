package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import java.util.List;

/** {@code GET /gossip}: what cluster clients ask for; a node that stands alone tells of itself. */
public final class GossipRoutes {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final NodeInfo node;

    public GossipRoutes(NodeInfo node) {
        this.node = node;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(Route.get("/gossip", AccessLevel.ANYONE, MediaTypes.GOSSIP, this::gossip));
    }

    private Reply gossip(Call call) {
        NodeInfo.Endpoint endpoint = node.endpoint().get();
        long head = node.head().getAsLong();
        Object member =
                Document.fields(
                        "instanceId",
                        node.instanceId(),
                        "timeStamp",
                        node.clock().instant(),
                        "state",
                        "Master",
                        "isAlive",
                        true,
                        "internalTcpIp",
                        endpoint.host(),
                        "internalTcpPort",
                        endpoint.tcpPort(),
                        "internalSecureTcpPort",
                        endpoint.secureTcpPort(),
                        "externalTcpIp",
                        endpoint.host(),
                        "externalTcpPort",
                        endpoint.tcpPort(),
                        "externalSecureTcpPort",
                        endpoint.secureTcpPort(),
                        "internalHttpIp",
                        endpoint.host(),
                        "internalHttpPort",
                        endpoint.httpPort(),
                        "externalHttpIp",
                        endpoint.host(),
                        "externalHttpPort",
                        endpoint.httpPort(),
                        "lastCommitPosition",
                        head,
                        "writerCheckpoint",
                        head,
                        "chaserCheckpoint",
                        head,
                        "epochPosition",
                        0,
                        "epochNumber",
                        0,
                        "epochId",
                        NOBODY,
                        "nodePriority",
                        0);
        return Document.of(
                        "ClusterInfoDto",
                        "members",
                        List.of(member),
                        "serverIp",
                        endpoint.host(),
                        "serverPort",
                        endpoint.httpPort())
                .reply(call);
    }
}
