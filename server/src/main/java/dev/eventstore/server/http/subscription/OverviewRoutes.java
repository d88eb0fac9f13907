package dev.eventstore.server.http.subscription;

import static dev.eventstore.server.http.routing.AccessLevel.AUTHENTICATED;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.eventstore.server.group.GroupInfo;
import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.TreeDocument;
import java.util.List;
import java.util.Optional;

/** Tells which groups there are, and how one of them is. Thread-safe. */
final class OverviewRoutes {
    private final GroupOperations groups;

    OverviewRoutes(GroupOperations groups) {
        this.groups = groups;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/subscriptions", AUTHENTICATED, MediaTypes.JX, this::all),
                Route.get(GroupAddress.OF_STREAM, AUTHENTICATED, MediaTypes.JX, this::ofStream),
                Route.get(
                        GroupAddress.OF_GROUP + "/info",
                        AUTHENTICATED,
                        MediaTypes.JX,
                        this::group));
    }

    private Reply all(Call call) {
        return groups.isReady() ? list(call, 200, groups.list()) : GroupReplies.notReady(call);
    }

    private Reply ofStream(Call call) throws BadRequest {
        if (!groups.isReady()) {
            return GroupReplies.notReady(call);
        }
        Optional<List<GroupInfo>> found = groups.list(GroupAddress.stream(call));
        return list(call, found.isPresent() ? 200 : 404, found.orElse(List.of()));
    }

    private Reply group(Call call) throws BadRequest {
        if (!groups.isReady()) {
            return GroupReplies.notReady(call);
        }
        Optional<GroupInfo> found = groups.info(GroupAddress.group(call));
        return found.isEmpty()
                ? GroupReplies.missing(call)
                : TreeDocument.reply(
                        call,
                        200,
                        "SubscriptionInfo",
                        new GroupDocument(found.get(), call.links()).info());
    }

    private static Reply list(Call call, int status, List<GroupInfo> list) {
        ArrayNode document = JsonNodeFactory.instance.arrayNode();
        list.forEach(info -> document.add(new GroupDocument(info, call.links()).summary()));
        return TreeDocument.reply(call, status, "ArrayOfSubscriptionSummary", document);
    }
}
