package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.group.GroupFigures;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupInfo;
import dev.eventstore.server.group.GroupResult;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.group.Groups;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.subscription.Reached;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /ui-api/subscriptions}: which groups there are, how they do, and their settings. */
final class GroupRoutes {
    static final String OF_GROUP = "/ui-api/subscriptions/{stream}/{group}";

    /** How many points a line in the list has. */
    private static final int TREND_MAX = 60;

    private static final double MILLIS_PER_SECOND = 1_000;

    private final Groups groups;

    GroupRoutes(Groups groups) {
        this.groups = groups;
    }

    /** As with groups over HTTP: everybody may look where no login is demanded. */
    List<Route> routes() {
        AccessLevel anyone = AccessLevel.AUTHENTICATED;
        MediaTypes json = MediaTypes.ONLY_JSON;
        return Stream.of(
                        Route.get("/ui-api/subscriptions", anyone, json, this::list),
                        Route.get(OF_GROUP, anyone, json, this::one),
                        Route.put(OF_GROUP, anyone, json, MediaTypes.ANY, this::create),
                        Route.post(OF_GROUP, anyone, json, MediaTypes.ANY, this::update),
                        Route.delete(OF_GROUP, anyone, MediaTypes.ANY, this::delete),
                        Route.post(
                                OF_GROUP + "/anew", anyone, json, MediaTypes.ANY, this::beginAnew),
                        Route.post(
                                "/ui-api/subscriptions/restart",
                                anyone,
                                null,
                                MediaTypes.ANY,
                                call -> reply(call, groups.restart(call.caller()))))
                .map(Route::openUnlessLoginDemanded)
                .toList();
    }

    /**
     * The group that a call is about.
     *
     * @throws BadRequest if there cannot be a group of that name
     */
    static GroupId id(Call call) throws BadRequest {
        try {
            return new GroupId(Parameters.stream(call), call.pathParameter("group"));
        } catch (IllegalArgumentException impossible) {
            throw new BadRequest("Bad Request", "group: " + impossible.getMessage());
        }
    }

    /** What came of it, in words that a page can show. */
    static Reply reply(Call call, GroupResult result) {
        return switch (result) {
            case GroupResult.Done _ -> Json.reply(_ -> {});
            case GroupResult.AccessDenied _ ->
                    Json.refusal(call.caller(), "operators: members of $ops or $admins");
            case GroupResult.DoesNotExist missing ->
                    Reply.statusOnly(404, "Not Found").explained(missing.reason());
            case GroupResult.AlreadyExists there -> conflict(there.reason());
            case GroupResult.Failed(String reason) -> conflict(reason);
        };
    }

    private static Reply conflict(String reason) {
        return Reply.statusOnly(409, "Conflict").explained(reason);
    }

    private Reply list(Call call) {
        List<GroupInfo> infos = groups.list();
        boolean isReady = groups.isReady();
        return Json.reply(json -> {
            json.writeBooleanField("isReady", isReady);
            json.writeArrayFieldStart("groups");
            for (GroupInfo info : infos) {
                json.writeStartObject();
                head(json, info);
                List<GroupFigures> history = groups.history(info.id());
                json.writeArrayFieldStart("trend");
                for (GroupFigures point : last(history, TREND_MAX)) {
                    json.writeNumber(point.lag());
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private Reply one(Call call) throws BadRequest {
        GroupId id = id(call);
        if (!groups.isReady()) {
            return Reply.statusOnly(503, "Service Unavailable")
                    .explained("Persistent subscriptions are being started or stopped.");
        }
        Optional<GroupInfo> found = groups.info(id);
        if (found.isEmpty()) {
            return reply(call, new GroupResult.DoesNotExist(id));
        }
        GroupInfo info = found.get();
        return Json.reply(json -> {
            head(json, info);
            json.writeObjectFieldStart("settings");
            GroupSettingsDocument.write(json, info.settings());
            json.writeEndObject();
            place(json, "checkpoint", info.checkpoint());
            place(json, "lastKnown", info.lastKnown());
            json.writeNumberField("history", info.counts().history());
            json.writeNumberField("live", info.counts().live());
            json.writeNumberField("retry", info.counts().retry());
            connections(json, info.consumers());
            points(json, groups.history(id));
        });
    }

    private void head(JsonGenerator json, GroupInfo info) throws IOException {
        json.writeStringField("stream", info.id().source().value());
        json.writeStringField("group", info.id().name());
        json.writeArrayFieldStart("status");
        for (String word : info.status()) {
            json.writeString(word);
        }
        json.writeEndArray();
        json.writeStringField("strategy", info.settings().delivery().strategy().text());
        json.writeNumberField("consumers", info.consumers().size());
        json.writeNumberField("outstanding", info.counts().outstanding());
        json.writeNumberField("parked", info.counts().parked());
        json.writeNumberField("handedOut", info.handedOut().total());
        Optional<GroupFigures> now = groups.figures(info.id());
        json.writeNumberField("lag", now.map(GroupFigures::lag).orElse(0L));
        json.writeNumberField("perSecond", perSecond(groups.history(info.id()), now.orElse(null)));
    }

    /** Of late, as far as it is known. */
    private static double perSecond(List<GroupFigures> history, @Nullable GroupFigures now) {
        if (history.isEmpty() || now == null) {
            return 0;
        }
        GroupFigures before = last(history, 2).getFirst();
        double seconds = (now.at().toEpochMilli() - before.at().toEpochMilli()) / MILLIS_PER_SECOND;
        return seconds > 0 ? Math.max(0, now.handedOut() - before.handedOut()) / seconds : 0;
    }

    private static <T> List<T> last(List<T> list, int max) {
        return list.subList(Math.max(0, list.size() - max), list.size());
    }

    private static void place(JsonGenerator json, String field, @Nullable Reached place)
            throws IOException {
        switch (place) {
            case null -> json.writeNullField(field);
            case Reached.InStream(long revision) -> json.writeNumberField(field, revision);
            case Reached.InAll(Position position) -> json.writeNumberField(field, position.value());
        }
    }

    private static void connections(JsonGenerator json, List<GroupInfo.ConsumerInfo> consumers)
            throws IOException {
        json.writeArrayFieldStart("connections");
        for (GroupInfo.ConsumerInfo consumer : consumers) {
            json.writeStartObject();
            json.writeStringField("from", consumer.from());
            json.writeStringField("user", consumer.user());
            json.writeStringField("name", consumer.connectionName());
            json.writeNumberField("handedOut", consumer.handedOut().total());
            json.writeNumberField("perSecond", consumer.handedOut().perSecond());
            json.writeNumberField("free", consumer.availableSlots());
            json.writeNumberField("inFlight", consumer.inFlight());
            json.writeObjectFieldStart("latencies");
            for (GroupInfo.Measurement latency : consumer.latencies()) {
                json.writeNumberField(latency.key(), latency.millis());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void points(JsonGenerator json, List<GroupFigures> history) throws IOException {
        json.writeArrayFieldStart("points");
        for (GroupFigures point : history) {
            json.writeStartObject();
            json.writeNumberField("at", point.at().toEpochMilli());
            json.writeNumberField("lag", point.lag());
            json.writeNumberField("waiting", point.waiting());
            json.writeNumberField("outstanding", point.outstanding());
            json.writeNumberField("parked", point.parked());
            json.writeNumberField("handedOut", point.handedOut());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private interface Act {
        GroupResult on(Caller caller, GroupId id, GroupSettings settings);
    }

    private Reply create(Call call) throws BadRequest {
        return withSettings(call, groups::create);
    }

    private Reply update(Call call) throws BadRequest {
        return withSettings(call, groups::update);
    }

    /** Forgets the group's place and its parked events, and makes it again. */
    private Reply beginAnew(Call call) throws BadRequest {
        return withSettings(
                call,
                (caller, id, settings) -> {
                    Optional<String> problem = settings.problem(id);
                    if (problem.isPresent()) {
                        return new GroupResult.Failed(problem.get());
                    }
                    GroupResult deleted = groups.delete(caller, id);
                    return deleted instanceof GroupResult.Done
                            ? groups.create(caller, id, settings)
                            : deleted;
                });
    }

    private static Reply withSettings(Call call, Act act) throws BadRequest {
        GroupId id = id(call);
        GroupSettings settings = new GroupSettingsDocument(id, call.body()).settings();
        return reply(call, act.on(call.caller(), id, settings));
    }

    private Reply delete(Call call) throws BadRequest {
        return reply(call, groups.delete(call.caller(), id(call)));
    }
}
