package dev.eventstore.server.http.subscription;

import static dev.eventstore.server.http.routing.AccessLevel.OPERATOR;

import dev.eventstore.server.group.ConsumerStrategy;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.group.GroupResult;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.security.Caller;
import java.util.List;
import java.util.Optional;

/** Makes, changes and deletes groups. Thread-safe. */
final class ManagementRoutes {
    /** What v5 said of a group of everything; settings over HTTP have no place in everything. */
    private static final GroupResult BAD_STREAM = new GroupResult.Failed("Bad stream name.");

    private final GroupOperations groups;
    private final GroupReplies replies;

    ManagementRoutes(GroupOperations groups, GroupReplies replies) {
        this.groups = groups;
        this.replies = replies;
    }

    List<Route> routes() {
        String group = GroupAddress.OF_GROUP;
        return List.of(
                Route.put(group, OPERATOR, MediaTypes.JX, MediaTypes.JX, this::create),
                Route.post(group, OPERATOR, MediaTypes.JX, MediaTypes.JX, this::update),
                Route.delete(group, OPERATOR, MediaTypes.JX, this::delete));
    }

    /** What is done with settings. */
    private interface Act {
        GroupResult on(Caller caller, GroupId group, GroupSettings settings);
    }

    private Reply create(Call call) throws BadRequest {
        return located(call, replies.of(call, 201, result(call, groups::create)));
    }

    private Reply update(Call call) throws BadRequest {
        return located(call, replies.of(call, 200, result(call, groups::update)));
    }

    private Reply delete(Call call) throws BadRequest {
        GroupId group = GroupAddress.group(call);
        return replies.of(call, 200, groups.delete(call.caller(), group));
    }

    private static GroupResult result(Call call, Act act) throws BadRequest {
        GroupId group = GroupAddress.group(call);
        SettingsBody body = SettingsBody.read(call);
        if (group.isOfAll()) {
            return BAD_STREAM;
        }
        Optional<ConsumerStrategy> strategy = ConsumerStrategy.named(body.strategy());
        if (strategy.isEmpty()) {
            return new GroupResult.Failed(
                    "There is no consumer strategy '" + body.strategy() + "'.");
        }
        return act.on(call.caller(), group, body.settings(group, strategy.get()));
    }

    /** Whatever came of it, v5 tells where the group would be. */
    private static Reply located(Call call, Reply reply) {
        String path = call.links().pathAndQuery();
        int query = path.indexOf('?');
        return reply.with("Location", call.links().to(query < 0 ? path : path.substring(0, query)));
    }
}
