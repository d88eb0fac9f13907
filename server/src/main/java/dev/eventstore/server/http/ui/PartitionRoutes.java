package dev.eventstore.server.http.ui;

import dev.eventstore.server.catalog.Catalog;
import dev.eventstore.server.catalog.Listing;
import dev.eventstore.server.catalog.Wanted;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteHandler;
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.projection.handler.Standing;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/**
 * {@code /ui-api/projections/{projection}/partitions}: which partitions a projection has. First
 * those in memory, the last ones that had events; then those that only checkpoints know. {@code
 * …/standings} tells how they stand as well.
 */
final class PartitionRoutes {
    private static final int LIMIT = 200;
    private static final int LIMIT_MAX = 1_000;

    /** A first look must not wait for a large database. */
    private static final Duration PATIENCE = Duration.ofMillis(150);

    private final Projections projections;
    private final Catalog catalog;
    private final Rights rights;

    PartitionRoutes(Projections projections, Catalog catalog, Rights rights) {
        this.projections = projections;
        this.catalog = catalog;
        this.rights = rights;
    }

    /**
     * What was found.
     *
     * @param isComplete whether there are no others
     */
    private record Found(List<String> partitions, boolean isComplete) {}

    List<Route> routes() {
        return List.of(route("partitions", this::list), route("standings", this::standings));
    }

    private Route route(String what, RouteHandler handler) {
        return Route.get(
                "/ui-api/projections/{projection}/" + what,
                AccessLevel.AUTHENTICATED,
                MediaTypes.ONLY_JSON,
                call ->
                        rights.readsAll(call.caller())
                                ? handler.handle(call)
                                : Json.closed(call.caller()));
    }

    private Reply list(Call call) throws BadRequest, InterruptedException {
        Found found = find(call, Parameters.count(call, "limit", 1, LIMIT_MAX, LIMIT));
        return Json.reply(json -> {
            json.writeBooleanField("complete", found.isComplete());
            json.writeArrayFieldStart("partitions");
            for (String key : found.partitions()) {
                json.writeString(key);
            }
            json.writeEndArray();
        });
    }

    private Reply standings(Call call) throws BadRequest, InterruptedException {
        String name = call.pathParameter("projection");
        Found found = find(call, LIMIT_MAX);
        return Json.reply(json ->
                StandingsJson.write(
                        json,
                        found.partitions(),
                        found.isComplete(),
                        key -> projections.standing(name, key).orElse(Standing.NOTHING)));
    }

    private Found find(Call call, int limit) throws BadRequest, InterruptedException {
        String name = call.pathParameter("projection");
        if (projections.info(name).isEmpty()) {
            throw new BadRequest(404, "Not Found", "There is no projection " + name + ".");
        }
        String filter = Parameters.filter(call);
        SequencedSet<String> found = new LinkedHashSet<>();
        projections.partitions(name).stream()
                .filter(key -> key.toLowerCase(Locale.ROOT).contains(filter))
                .limit(limit + 1L)
                .forEach(found::add);
        Listing kept = catalog.list(checkpoints(name, filter), PATIENCE);
        kept.streams().stream()
                .flatMap(stream -> projections.partitionKeptIn(stream.name(), name).stream())
                .filter(key -> key.toLowerCase(Locale.ROOT).contains(filter))
                .forEach(found::add);
        boolean isComplete =
                kept.complete() && kept.upTo() >= kept.head() && kept.total() <= LIMIT_MAX;
        return new Found(found.stream().limit(limit).toList(), isComplete && found.size() <= limit);
    }

    private static Wanted checkpoints(String name, String filter) {
        return new Wanted(
                "$projections-" + name + "- -checkpoint " + filter,
                Wanted.EVERY_CATEGORY,
                /* system= */ true,
                Wanted.Order.CHANGED,
                /* offset= */ 0,
                LIMIT_MAX);
    }
}
