package dev.eventstore.server.http.ui;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.stats.Connections;
import java.util.List;
import java.util.Map;

/** {@code /ui-api/connections}: which clients are connected, and what they call themselves. */
final class ConnectionRoutes {
    private static final int SHOWN_MAX = 1_000;

    private final Map<String, Connections> connections;

    /**
     * @param connections of front ends, by their names
     */
    ConnectionRoutes(Map<String, Connections> connections) {
        this.connections = connections;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/ui-api/connections",
                        AccessLevel.OPERATOR,
                        MediaTypes.ONLY_JSON,
                        this::list));
    }

    private Reply list(Call call) {
        return Json.reply(json -> {
            json.writeArrayFieldStart("connections");
            for (Map.Entry<String, Connections> frontEnd : connections.entrySet()) {
                List<Connections.Connection> open = frontEnd.getValue().open();
                for (Connections.Connection one :
                        open.subList(0, Math.min(SHOWN_MAX, open.size()))) {
                    json.writeStartObject();
                    json.writeStringField("via", frontEnd.getKey());
                    json.writeStringField("name", one.clientName());
                    json.writeStringField("from", one.remote());
                    json.writeStringField("id", one.id());
                    json.writeBooleanField("isEncrypted", one.isEncrypted());
                    json.writeNumberField("sent", one.bytesSent());
                    json.writeNumberField("received", one.bytesReceived());
                    json.writeNumberField("requests", one.tally().done().requests());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        });
    }
}
