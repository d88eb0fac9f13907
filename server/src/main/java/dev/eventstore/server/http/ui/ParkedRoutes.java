package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupResult;
import dev.eventstore.server.group.Groups;
import dev.eventstore.server.group.ParkedChoice;
import dev.eventstore.server.group.ParkedState;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** The parked events of a group: seen with their reasons, tried again, dropped. */
final class ParkedRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OF_GROUP = GroupRoutes.OF_GROUP + "/parked";
    private static final int COUNT = 100;
    private static final int COUNT_MAX = 500;

    private final Groups groups;
    private final GuardedStreams streams;

    ParkedRoutes(Groups groups, GuardedStreams streams) {
        this.groups = groups;
        this.streams = streams;
    }

    /** Who may look is up to the access list of the stream in which they are. */
    List<Route> routes() {
        AccessLevel anyone = AccessLevel.AUTHENTICATED;
        return Stream.of(
                        Route.get(OF_GROUP, anyone, MediaTypes.ONLY_JSON, this::page),
                        Route.post(
                                OF_GROUP + "/replay", anyone, null, MediaTypes.ANY, this::replay),
                        Route.delete(OF_GROUP, anyone, MediaTypes.ANY, this::drop))
                .map(Route::openUnlessLoginDemanded)
                .toList();
    }

    private Reply replay(Call call) throws BadRequest {
        return GroupRoutes.reply(
                call, groups.replayParked(call.caller(), GroupRoutes.id(call), choice(call)));
    }

    private Reply drop(Call call) throws BadRequest {
        return GroupRoutes.reply(
                call, groups.truncateParked(call.caller(), GroupRoutes.id(call), choice(call)));
    }

    /** By {@code only} or {@code upTo}; all of them without. */
    private static ParkedChoice choice(Call call) throws BadRequest {
        OptionalLong only = Parameters.number(call, "only");
        OptionalLong upTo = Parameters.number(call, "upTo");
        if (only.isPresent()) {
            return new ParkedChoice.Only(only.getAsLong());
        }
        return upTo.isPresent()
                ? new ParkedChoice.UpTo(upTo.getAsLong())
                : new ParkedChoice.Count(Groups.NO_LIMIT);
    }

    private Reply page(Call call) throws BadRequest {
        GroupId id = GroupRoutes.id(call);
        Optional<ParkedState> found = groups.parked(id);
        if (found.isEmpty()) {
            return GroupRoutes.reply(call, new GroupResult.DoesNotExist(id));
        }
        ParkedState state = found.get();
        long from = Math.max(state.first(), Parameters.number(call, "from").orElse(0));
        int count = Parameters.count(call, "count", 1, COUNT_MAX, COUNT);
        return page(call, id, state, from, count);
    }

    private Reply page(Call call, GroupId id, ParkedState state, long from, int count) {
        ReadStream read =
                new ReadStream(id.parked(), Revision.of(from), count, Direction.FORWARD, true);
        return switch (streams.on(call.caller()).readStream(read)) {
            case ReadStreamResult.AccessDenied _ ->
                    Json.refusal(
                            call.caller(),
                            "those whom the access list of " + id.parked() + " lets read it");
            case ReadStreamResult.PageTooLarge tooLarge ->
                    page(call, id, state, from, Math.max(1, tooLarge.fits() - 1));
            case ReadStreamResult.NoStream _, ReadStreamResult.StreamDeleted _ ->
                    reply(state, List.of(), state.end());
            case ReadStreamResult.Page page -> reply(state, page.events(), page.next());
        };
    }

    private static Reply reply(ParkedState state, List<ResolvedEvent> events, long next) {
        Set<Long> taken = new HashSet<>(state.taken());
        return Json.reply(json -> {
            json.writeNumberField("count", state.count());
            json.writeNumberField("next", next);
            json.writeBooleanField("isEnd", next >= state.end());
            json.writeBooleanField("isReplaying", state.isReplaying());
            json.writeArrayFieldStart("events");
            for (ResolvedEvent event : events) {
                long revision = event.original().revision().value();
                if (revision < state.end() && !taken.contains(revision)) {
                    write(json, event);
                }
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, ResolvedEvent event) throws IOException {
        RecordedEvent link = event.original();
        JsonNode said = metadata(link);
        json.writeStartObject();
        json.writeNumberField("number", link.revision().value());
        json.writeStringField("reason", said.path("reason").asText());
        json.writeStringField("parked", link.created().toString());
        json.writeFieldName("event");
        EventJson.preview(json, event, EventJson.Extent.SHORT);
        json.writeEndObject();
    }

    private static JsonNode metadata(RecordedEvent link) {
        try {
            return JSON.readTree(link.metadata().bytes());
        } catch (IOException notJson) {
            // Somebody else wrote into the stream: there is no reason then.
            return MissingNode.getInstance();
        }
    }
}
