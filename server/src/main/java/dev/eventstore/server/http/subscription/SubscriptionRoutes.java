package dev.eventstore.server.http.subscription;

import static dev.eventstore.server.http.routing.AccessLevel.AUTHENTICATED;
import static dev.eventstore.server.http.routing.AccessLevel.OPERATOR;

import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteHandler;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Persistent subscriptions over HTTP, on a node that has none. Thread-safe. */
public final class SubscriptionRoutes {
    private static final String ALL = "/subscriptions";
    private static final String OF_STREAM = ALL + "/{stream}";
    private static final String GROUP = OF_STREAM + "/{group}";
    private static final String COUNT = "count";
    private static final int COUNT_MAX = 100;

    private final Supplier<UUID> ids;

    /**
     * @param ids where the ids of answers come from
     */
    public SubscriptionRoutes(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /**
     * The routes; order does not matter. Where the node demands no login, everybody may look;
     * groups are still managed by operators alone.
     */
    public List<Route> routes() {
        return Stream.of(
                        Route.get(ALL, AUTHENTICATED, MediaTypes.JX, this::list),
                        Route.get(OF_STREAM, AUTHENTICATED, MediaTypes.JX, this::list),
                        Route.get(GROUP + "/info", AUTHENTICATED, MediaTypes.JX, this::missing),
                        Route.get(GROUP, AUTHENTICATED, MediaTypes.OUT_COMPETING, this::missing),
                        Route.get(
                                GROUP + "/{" + COUNT + "}",
                                AUTHENTICATED,
                                MediaTypes.OUT_COMPETING,
                                this::missingMessages),
                        Route.put(
                                GROUP,
                                OPERATOR,
                                MediaTypes.JX,
                                MediaTypes.JX,
                                located(managing(Verdict.NOT_IMPLEMENTED))),
                        Route.post(
                                GROUP,
                                OPERATOR,
                                MediaTypes.JX,
                                MediaTypes.JX,
                                located(managing(Verdict.NOT_IMPLEMENTED))),
                        Route.delete(
                                GROUP, OPERATOR, MediaTypes.JX, managing(Verdict.DOES_NOT_EXIST)),
                        command("replayParked", managing(Verdict.NOT_IMPLEMENTED)),
                        command("ack", this::notImplemented),
                        command("nack", this::notImplemented),
                        command("ack/{message}", this::notImplemented),
                        command("nack/{message}", this::notImplemented))
                .map(Route::openUnlessLoginDemanded)
                .toList();
    }

    /** No groups; v5 answers 404 to who asks for a list that is empty. */
    private Reply list(Call call) {
        MediaType type = call.responseType();
        return Reply.of(404, type, type.equals(MediaType.TEXT_XML) ? "<Subscriptions/>" : "[]");
    }

    private Reply missing(Call call) {
        return Reply.of(404, call.responseType(), "")
                .explained(
                        "There is no such group: persistent subscriptions are not part of this"
                                + " version.");
    }

    private Reply missingMessages(Call call) throws BadRequest {
        int count = number(call.pathParameter(COUNT));
        if (count < 1 || count > COUNT_MAX) {
            throw new BadRequest(
                    "Message count must be an integer between 1 and %d 'count' ='%d'"
                            .formatted(COUNT_MAX, count));
        }
        return missing(call);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    private Reply notImplemented(Call call) {
        return Verdict.NOT_IMPLEMENTED.reply(call, ids.get());
    }

    /** For operators, also where the node demands no login. */
    private RouteHandler managing(Verdict verdict) {
        return call -> {
            Verdict said = call.caller().isOperator() ? verdict : Verdict.ACCESS_DENIED;
            return said.reply(call, ids.get());
        };
    }

    /** Whatever came of it, v5 tells where the group would be. */
    private static RouteHandler located(RouteHandler handler) {
        return call -> {
            String path = call.links().pathAndQuery();
            int query = path.indexOf('?');
            String group = query < 0 ? path : path.substring(0, query);
            return handler.handle(call).with("Location", call.links().to(group));
        };
    }

    private static Route command(String name, RouteHandler handler) {
        return Route.post(GROUP + "/" + name, AUTHENTICATED, null, MediaTypes.JX, handler);
    }
}
