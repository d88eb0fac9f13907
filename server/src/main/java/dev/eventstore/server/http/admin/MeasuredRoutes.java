package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.stats.ClientTally;
import dev.eventstore.server.stats.HttpClients;
import dev.eventstore.server.stats.Requests;
import java.util.List;

/** Routes whose calls are counted, also for whom they are; they answer as before. */
public final class MeasuredRoutes {
    private static final int INTERNAL_ERROR = 500;

    /** Where the pages of the Admin UI say that it is they who ask. */
    private static final String SENDER = "X-Requested-With";

    private static final String ADMIN_UI = "Admin UI";

    /** What only these pages ask for, and browsers that show what they link to. */
    private static final String PAGES = "/ui-api/";

    private final Requests requests;
    private final HttpClients clients;

    /**
     * @param requests counts them by route
     * @param clients counts them by who asks
     */
    public MeasuredRoutes(Requests requests, HttpClients clients) {
        this.requests = requests;
        this.clients = clients;
    }

    /** The same routes, counted. */
    public List<Route> of(List<Route> routes) {
        return routes.stream().map(this::of).toList();
    }

    private Route of(Route route) {
        boolean isForPages = route.template().startsWith(PAGES);
        return new Route(
                route.method(),
                route.template(),
                route.level(),
                route.reads(),
                route.writes(),
                call -> answer(route, isForPages, call),
                route.leftToHandler());
    }

    private Reply answer(Route route, boolean isForPages, Call call)
            throws BadRequest, InterruptedException {
        long start = System.nanoTime();
        ClientTally client = client(call, isForPages);
        client.asked();
        int status = INTERNAL_ERROR;
        try {
            Reply reply = route.handler().handle(call.countedBy(client));
            status = reply.status();
            return reply;
        } catch (BadRequest refused) {
            status = refused.status();
            throw refused;
        } finally {
            requests.count(route.method(), route.template(), status, System.nanoTime() - start);
        }
    }

    private ClientTally client(Call call, boolean isForPages) {
        String agent = call.header("User-Agent").orElse("");
        boolean isPage =
                HttpClients.isBrowser(agent)
                        && (isForPages || call.header(SENDER).filter(ADMIN_UI::equals).isPresent());
        return clients.of(agent, call.caller().login(), isPage);
    }
}
