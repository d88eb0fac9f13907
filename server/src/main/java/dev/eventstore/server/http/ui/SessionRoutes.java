package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** {@code /ui-api/session}: who is signed in, and with what kind of node. */
final class SessionRoutes {
    private final UiNode node;
    private final GuardedStreams streams;
    private final Rights rights;

    SessionRoutes(UiNode node, GuardedStreams streams, Rights rights) {
        this.node = node;
        this.streams = streams;
        this.rights = rights;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/ui-api/session",
                        AccessLevel.ANYONE,
                        MediaTypes.ONLY_JSON,
                        this::session));
    }

    private Reply session(Call call) {
        Caller caller = call.caller();
        return Json.reply(json -> {
            json.writeStringField("user", caller.login());
            json.writeArrayFieldStart("groups");
            for (String role : new TreeSet<>(caller.roles())) {
                if (!role.equals(caller.login())) {
                    json.writeString(role);
                }
            }
            json.writeEndArray();
            json.writeBooleanField("administrator", caller.isAdministrator());
            json.writeBooleanField("operator", caller.isOperator());
            json.writeBooleanField("readsAll", rights.readsAll(caller));
            json.writeBooleanField("insecure", node.insecure());
            json.writeStringField("version", node.version());
            json.writeStringField("compatibleWith", node.compatibleWith());
            json.writeStringField("instance", node.instance().toString());
            json.writeStringField("projections", node.projections());
            json.writeNumberField("tcpPort", node.tcpPort().getAsInt());
            database(json, caller);
        });
    }

    private void database(JsonGenerator json, Caller caller) throws IOException {
        json.writeObjectFieldStart("database");
        json.writeBooleanField("inMemory", node.folder() == null);
        json.writeBooleanField("temporary", node.temporary());
        if (node.folder() != null && caller.isOperator()) {
            json.writeStringField("folder", node.folder().toString());
        }
        json.writeNumberField("events", streams.on(caller).head().value());
        json.writeEndObject();
    }
}
