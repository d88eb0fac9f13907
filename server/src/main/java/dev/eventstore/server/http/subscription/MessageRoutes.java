package dev.eventstore.server.http.subscription;

import static dev.eventstore.server.http.routing.AccessLevel.AUTHENTICATED;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.group.Message;
import dev.eventstore.server.group.NackAction;
import dev.eventstore.server.group.TakeResult;
import dev.eventstore.server.group.TakeResult.Taken;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteHandler;
import dev.eventstore.server.http.stream.FeedDocuments;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.ReadStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hands out the events of a group, and takes what consumers say of them. Thread-safe. */
final class MessageRoutes {
    private static final String COUNT = "count";
    private static final int COUNT_DEFAULT = 1;
    private static final int COUNT_MAX = 100;

    /** How many events are taken before their bytes are counted. */
    private static final int SLICE = 10;

    /** What the log of the parked stream tells of a refusal that came this way. */
    private static final String REASON = "Nacked from HTTP";

    private final GroupOperations groups;

    MessageRoutes(GroupOperations groups) {
        this.groups = groups;
    }

    List<Route> routes() {
        String group = GroupAddress.OF_GROUP;
        return List.of(
                Route.get(
                        group,
                        AUTHENTICATED,
                        MediaTypes.OUT_COMPETING,
                        call -> read(call, COUNT_DEFAULT)),
                Route.get(
                        group + "/{" + COUNT + "}",
                        AUTHENTICATED,
                        MediaTypes.OUT_COMPETING,
                        call -> read(call, count(call))),
                settling("/ack", call -> acknowledge(call, MessageIds.ofQuery(call))),
                settling("/nack", call -> refuse(call, MessageIds.ofQuery(call))),
                settling("/ack/{message}", call -> acknowledge(call, MessageIds.ofPath(call))),
                settling("/nack/{message}", call -> refuse(call, MessageIds.ofPath(call))));
    }

    private static Route settling(String path, RouteHandler handler) {
        return Route.post(
                GroupAddress.OF_GROUP + path, AUTHENTICATED, null, MediaTypes.JX, handler);
    }

    private Reply read(Call call, int count) throws BadRequest {
        GroupId group = GroupAddress.group(call);
        return switch (take(call.caller(), group, count)) {
            case Taken(List<Message> messages) ->
                    FeedDocuments.reply(
                            call,
                            call.responseType(),
                            group.source(),
                            GroupFeed.of(new GroupAddress(call.links(), group), messages, count));
            case TakeResult.DoesNotExist _ -> GroupReplies.missing(call);
            case TakeResult.AccessDenied _ ->
                    Reply.of(401, call.responseType(), "")
                            .explained("The access list of the stream does not let you read it.");
            case TakeResult.NotReady _ -> GroupReplies.notReady(call);
        };
    }

    /** Takes what there is, but no more than fits into a page of a stream. */
    private TakeResult take(Caller caller, GroupId group, int count) {
        List<Message> taken = new ArrayList<>();
        long bytes = 0;
        while (taken.size() < count && bytes < ReadStream.PAGE_BYTES_MAX) {
            int wanted = Math.min(SLICE, count - taken.size());
            TakeResult result = groups.take(caller, group, wanted);
            if (!(result instanceof Taken(List<Message> some))) {
                return taken.isEmpty() ? result : new Taken(taken);
            }
            taken.addAll(some);
            if (some.size() < wanted) {
                break;
            }
            bytes += some.stream().mapToLong(message -> bytes(message.event())).sum();
        }
        return new Taken(taken);
    }

    private static long bytes(ResolvedEvent event) {
        var shown = event.event() == null ? event.original() : event.event();
        return (long) shown.data().size() + shown.metadata().size();
    }

    private Reply acknowledge(Call call, MessageIds messages) throws BadRequest {
        groups.acknowledge(call.caller(), GroupAddress.group(call), messages.ids());
        return accepted();
    }

    private Reply refuse(Call call, MessageIds messages) throws BadRequest {
        GroupId group = GroupAddress.group(call);
        groups.refuse(call.caller(), group, messages.ids(), action(call), REASON);
        return accepted();
    }

    /** Whether there was anything to settle is not told, as in v5. */
    private static Reply accepted() {
        return Reply.statusOnly(202, "");
    }

    private static NackAction action(Call call) {
        return switch (call.query("action").orElse("").toLowerCase(Locale.ROOT)) {
            case "park" -> NackAction.PARK;
            case "skip" -> NackAction.SKIP;
            case "stop" -> NackAction.STOP;
            default -> NackAction.RETRY;
        };
    }

    private static int count(Call call) throws BadRequest {
        int count = number(call.pathParameter(COUNT));
        if (count < 1 || count > COUNT_MAX) {
            throw new BadRequest(
                    "Message count must be an integer between 1 and %d 'count' ='%d'"
                            .formatted(COUNT_MAX, count));
        }
        return count;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }
}
