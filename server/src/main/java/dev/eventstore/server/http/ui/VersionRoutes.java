package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.projection.Definition;
import dev.eventstore.server.projection.History;
import dev.eventstore.server.projection.PastDefinition;
import dev.eventstore.server.projection.ProjectionConfig;
import dev.eventstore.server.projection.Projections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code /ui-api/projections/{projection}/versions}: the definitions that a projection has and had,
 * the newest first. {@code from} is the version to begin with, {@code limit} says how many; the
 * answer has {@code next}, the {@code from} of the next page, −1 at the end.
 */
final class VersionRoutes {
    /** What the scripts of one answer may have together, in characters, unless it is but one. */
    private static final int SCRIPTS_CHARS_MAX = 4 * 1024 * 1024;

    private final Projections projections;

    VersionRoutes(Projections projections) {
        this.projections = projections;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/ui-api/projections/{projection}/versions",
                        AccessLevel.OPERATOR,
                        MediaTypes.ONLY_JSON,
                        this::list));
    }

    private Reply list(Call call) throws BadRequest {
        String name = call.pathParameter("projection");
        if (projections.info(name).isEmpty()) {
            throw new BadRequest(404, "Not Found", "There is no projection " + name + ".");
        }
        OptionalLong from = Parameters.number(call, "from");
        int limit = Parameters.count(call, "limit", 1, History.PAGE_MAX, History.PAGE_MAX);
        Revision begin = from.isPresent() ? Revision.of(from.getAsLong()) : Revision.MAX;
        History history = withinBounds(projections.history(name, begin, limit));
        return Json.reply(json -> {
            json.writeNumberField("next", history.next());
            json.writeArrayFieldStart("versions");
            for (PastDefinition past : history.definitions()) {
                json.writeStartObject();
                write(json, past);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static History withinBounds(History history) {
        List<PastDefinition> taken = new ArrayList<>();
        long chars = 0;
        for (PastDefinition past : history.definitions()) {
            chars += past.definition().query().length();
            if (chars > SCRIPTS_CHARS_MAX && !taken.isEmpty()) {
                return new History(taken, past.number());
            }
            taken.add(past);
        }
        return history;
    }

    private static void write(JsonGenerator json, PastDefinition past) throws IOException {
        Definition definition = past.definition();
        json.writeNumberField("number", past.number());
        json.writeStringField("written", past.written().toString());
        json.writeStringField("owner", definition.owner());
        json.writeStringField("handlerType", definition.handlerType());
        json.writeStringField("query", definition.query());
        json.writeBooleanField("enabled", definition.isEnabled());
        json.writeNumberField("epoch", definition.epoch());
        json.writeObjectFieldStart("config");
        write(json, definition.config());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ProjectionConfig config) throws IOException {
        json.writeBooleanField("emitEnabled", config.emits());
        json.writeBooleanField("trackEmittedStreams", config.tracksEmitted());
        json.writeNumberField("checkpointAfterMs", config.checkpointAfterMillis());
        json.writeNumberField("checkpointHandledThreshold", config.checkpointHandled());
        json.writeNumberField(
                "checkpointUnhandledBytesThreshold", config.checkpointUnhandledBytes());
        json.writeNumberField("pendingEventsThreshold", config.pendingEventsMax());
        json.writeNumberField("maxWriteBatchLength", config.writeBatchMax());
        json.writeNumberField("maxAllowedWritesInFlight", config.writesInFlightMax());
    }
}
