package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /admin/shutdown}, {@code /admin/mergeindexes} and {@code /sys/subsystems}. */
public final class MaintenanceRoutes {
    private static final Logger logger = LoggerFactory.getLogger(MaintenanceRoutes.class);

    private final Runnable shutdown;
    private final Supplier<UUID> ids;
    private final List<String> subsystems;

    /**
     * @param shutdown stops the node; returns at once
     * @param subsystems what runs beside the streams, such as {@code Projections}
     */
    public MaintenanceRoutes(Runnable shutdown, Supplier<UUID> ids, List<String> subsystems) {
        this.shutdown = shutdown;
        this.ids = ids;
        this.subsystems = List.copyOf(subsystems);
    }

    /** The routes. */
    public List<Route> routes() {
        AccessLevel operator = AccessLevel.OPERATOR;
        return List.of(
                Route.post("/admin/shutdown", operator, null, MediaTypes.ADMIN, this::shutdown),
                Route.post("/admin/mergeindexes", operator, null, MediaTypes.ADMIN, this::merge),
                Route.get(
                                "/sys/subsystems",
                                operator,
                                MediaTypes.ONLY_JSON,
                                call -> new Document("Subsystems", subsystems).reply(call))
                        .openUnlessLoginDemanded());
    }

    private Reply shutdown(Call call) {
        if (!call.caller().isOperator()) {
            return Operators.refusal();
        }
        logger.info("{} asks the node to stop", call.caller().login());
        shutdown.run();
        return Reply.emptyText(200);
    }

    /** The index merges itself; the answer is what scripts of the original expect. */
    private Reply merge(Call call) {
        return call.caller().isOperator()
                ? Document.of("MergeIndexesResultDto", "mergeIndexesId", ids.get()).reply(call)
                : Operators.labelledRefusal();
    }
}
