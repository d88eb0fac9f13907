package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.stats.Metrics;
import java.util.List;

/** {@code /metrics}: figures in the text format of Prometheus. */
public final class MetricsRoutes {
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Metrics metrics;

    public MetricsRoutes(Metrics metrics) {
        this.metrics = metrics;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(Route.get("/metrics", AccessLevel.ANYONE, MediaTypes.ANY, this::metrics));
    }

    private Reply metrics(Call call) {
        return Reply.ok(MediaType.TEXT, metrics.scrape()).withContentType(CONTENT_TYPE);
    }
}
