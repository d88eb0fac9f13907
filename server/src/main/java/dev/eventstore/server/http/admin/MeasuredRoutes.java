package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.stats.Requests;
import java.util.List;

/** Routes whose calls are counted; they answer as before. */
public final class MeasuredRoutes {
    private static final int INTERNAL_ERROR = 500;

    private final Requests requests;

    public MeasuredRoutes(Requests requests) {
        this.requests = requests;
    }

    /** The same routes, counted. */
    public List<Route> of(List<Route> routes) {
        return routes.stream().map(this::of).toList();
    }

    private Route of(Route route) {
        return new Route(
                route.method(),
                route.template(),
                route.level(),
                route.reads(),
                route.writes(),
                call -> answer(route, call),
                route.leftToHandler());
    }

    private Reply answer(Route route, Call call) throws BadRequest, InterruptedException {
        long start = System.nanoTime();
        int status = INTERNAL_ERROR;
        try {
            Reply reply = route.handler().handle(call);
            status = reply.status();
            return reply;
        } catch (BadRequest refused) {
            status = refused.status();
            throw refused;
        } finally {
            requests.count(route.method(), route.template(), status, System.nanoTime() - start);
        }
    }
}
