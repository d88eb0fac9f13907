package dev.eventstore.server.http.subscription;

import static dev.eventstore.server.http.routing.AccessLevel.AUTHENTICATED;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.group.Groups;
import dev.eventstore.server.group.ParkedChoice;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.stream.StreamPageHandler;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows parked events, and takes them up again. Thread-safe. */
final class ParkedRoutes {
    private static final String VIEW = "viewparkedmessages";

    /** Where servers since version 20 have it, and beside the other things of a group. */
    private static final List<String> VIEWS =
            List.of(
                    "/subscriptions/" + VIEW + "/{stream}/{group}",
                    GroupAddress.OF_GROUP + "/" + VIEW);

    private static final String BACKWARD = "/{event}/backward/{count}";
    private static final String FORWARD = "/{event}/forward/{count}";

    private final GroupOperations groups;
    private final StreamPageHandler pages;
    private final GroupReplies replies;

    ParkedRoutes(GroupOperations groups, StreamPageHandler pages, GroupReplies replies) {
        this.groups = groups;
        this.pages = pages;
        this.replies = replies;
    }

    List<Route> routes() {
        Stream<Route> commands =
                Stream.of(
                        Route.post(
                                GroupAddress.OF_GROUP + "/replayParked",
                                AUTHENTICATED,
                                null,
                                MediaTypes.JX,
                                this::replay),
                        view(GroupAddress.OF_GROUP + "/" + VIEW, Page.HEAD));
        Stream<Route> views =
                VIEWS.stream()
                        .flatMap(view ->
                                Stream.of(
                                        view(view + BACKWARD, Page.BACKWARD),
                                        view(view + FORWARD, Page.FORWARD)));
        return Stream.concat(commands, views).toList();
    }

    /** Which page of the parked stream. */
    private enum Page {
        HEAD,
        BACKWARD,
        FORWARD
    }

    private Route view(String template, Page page) {
        return Route.get(template, AUTHENTICATED, MediaTypes.OUT_FEED, call -> show(call, page));
    }

    private Reply show(Call call, Page page) throws BadRequest, InterruptedException {
        StreamName parked = GroupAddress.group(call).parked();
        return switch (page) {
            case HEAD -> pages.head(call, parked);
            case BACKWARD -> pages.backward(call, parked);
            case FORWARD -> pages.forward(call, parked);
        };
    }

    private Reply replay(Call call) throws BadRequest {
        GroupId group = GroupAddress.group(call);
        return replies.of(
                call,
                200,
                groups.replayParked(call.caller(), group, new ParkedChoice.Count(limit(call))));
    }

    private static long limit(Call call) throws BadRequest {
        Optional<String> stopAt = call.query("stopAt");
        if (stopAt.isEmpty()) {
            return Groups.NO_LIMIT;
        }
        try {
            long limit = Long.parseLong(stopAt.get());
            if (limit >= 0) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // Refused below, as is a negative number.
        }
        throw new BadRequest("stopAt should be a properly formed positive long");
    }
}
