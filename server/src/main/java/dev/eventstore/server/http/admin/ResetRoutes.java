package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /admin/reset}: removes all events, accounts and projections; the node begins again
 * with an empty database, on the same ports. Where the database is to stay, {@code database} has to
 * be the name of its folder. For administrators.
 */
public final class ResetRoutes {
    private static final Logger logger = LoggerFactory.getLogger(ResetRoutes.class);

    private final Runnable reset;
    private final Supplier<Optional<String>> nameOfWhatStays;

    /**
     * @param reset has the node begin again; returns at once
     * @param nameOfWhatStays the name of the database's folder, empty if the database is a
     *     temporary one
     */
    public ResetRoutes(Runnable reset, Supplier<Optional<String>> nameOfWhatStays) {
        this.reset = reset;
        this.nameOfWhatStays = nameOfWhatStays;
    }

    /** The one route. */
    public List<Route> routes() {
        return List.of(
                Route.post(
                        "/admin/reset",
                        AccessLevel.ADMINISTRATOR,
                        null,
                        MediaTypes.ADMIN,
                        this::reset));
    }

    private Reply reset(Call call) throws BadRequest {
        if (!call.caller().isAdministrator()) {
            return Operators.refusal();
        }
        Optional<String> name = nameOfWhatStays.get();
        if (name.isPresent() && !call.query("database").equals(name)) {
            throw new BadRequest(
                    "database must be %s, the name of the folder whose events are to be removed"
                            .formatted(name.get()));
        }
        logger.warn("{} has all events removed", call.caller().login());
        reset.run();
        return Reply.emptyText(202);
    }
}
