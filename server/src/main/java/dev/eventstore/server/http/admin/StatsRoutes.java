package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.stats.Connections;
import dev.eventstore.server.stats.NodeStatistics;
import dev.eventstore.server.stats.Stat;
import dev.eventstore.server.stats.StatsJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /stats} and what is below it. */
public final class StatsRoutes {
    private final NodeStatistics statistics;
    private final Connections connections;

    public StatsRoutes(NodeStatistics statistics, Connections connections) {
        this.statistics = statistics;
        this.connections = connections;
    }

    /** The routes. */
    public List<Route> routes() {
        AccessLevel anyone = AccessLevel.ANYONE;
        return List.of(
                Route.get("/stats", anyone, MediaTypes.STAT, call -> tree(call, "")),
                Route.get(
                        "/stats/{*path}",
                        anyone,
                        MediaTypes.STAT,
                        call -> tree(call, call.pathParameter("path"))),
                Route.get("/stats/tcp", anyone, MediaTypes.STAT, this::tcp),
                Route.get("/stats/replication", anyone, MediaTypes.STAT, this::replication));
    }

    private Reply tree(Call call, String path) throws BadRequest {
        boolean grouped = !isFalse(call.query("group"));
        boolean withCharts = call.query("metadata").filter("true"::equalsIgnoreCase).isPresent();
        if (!grouped && !path.isEmpty()) {
            throw new BadRequest("Dynamic stats selection works only with grouping enabled");
        }
        Optional<Stat.Group> found = statistics.read().at(path);
        if (found.isEmpty()) {
            return Reply.emptyText(404)
                    .explained("There is no group of statistics named '" + path + "'.");
        }
        String json =
                grouped
                        ? StatsJson.nested(found.get(), withCharts)
                        : StatsJson.flat(found.get(), withCharts);
        boolean wantsXml = !call.responseType().equals(MediaType.JSON);
        return Reply.ok(call.responseType(), wantsXml ? StatsXml.of(found.get()) : json)
                .with("Cache-Control", "max-age=1, public")
                .with("Vary", "Accept");
    }

    private static boolean isFalse(Optional<String> value) {
        return value.filter("false"::equalsIgnoreCase).isPresent();
    }

    private Reply tcp(Call call) {
        List<@Nullable Object> open = new ArrayList<>();
        for (Connections.Connection connection : connections.open()) {
            open.add(
                    Document.fields(
                            "remoteEndPoint", connection.remote(),
                            "localEndPoint", connection.local(),
                            "clientConnectionName", connection.clientName(),
                            "connectionId", connection.id(),
                            "totalBytesSent", connection.bytesSent(),
                            "totalBytesReceived", connection.bytesReceived(),
                            "pendingSendBytes", 0,
                            "pendingReceivedBytes", 0,
                            "isExternalConnection", true,
                            "isSslConnection", connection.isEncrypted()));
        }
        return new Document("TcpConnections", open).reply(call);
    }

    /** A node that stands alone replicates to nobody. */
    private Reply replication(Call call) {
        return new Document("Replication", List.of()).reply(call);
    }
}
