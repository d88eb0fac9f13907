package dev.eventstore.server.http.subscription;

import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.stream.StreamPageHandler;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The routes under {@code /subscriptions}. Thread-safe. */
public final class SubscriptionRoutes {
    private final ManagementRoutes management;
    private final OverviewRoutes overview;
    private final MessageRoutes messages;
    private final ParkedRoutes parked;

    /**
     * @param pages answers with pages of streams, those of parked events too
     * @param ids where the ids of answers come from
     */
    public SubscriptionRoutes(GroupOperations groups, StreamPageHandler pages, Supplier<UUID> ids) {
        GroupReplies replies = new GroupReplies(ids);
        this.management = new ManagementRoutes(groups, replies);
        this.overview = new OverviewRoutes(groups);
        this.messages = new MessageRoutes(groups);
        this.parked = new ParkedRoutes(groups, pages, replies);
    }

    /**
     * The routes; order does not matter. Where the node demands no login, everybody may look;
     * groups are still managed by operators alone.
     */
    public List<Route> routes() {
        return Stream.of(management.routes(), overview.routes(), messages.routes(), parked.routes())
                .flatMap(List::stream)
                .map(Route::openUnlessLoginDemanded)
                .toList();
    }
}
