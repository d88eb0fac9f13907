package dev.eventstore.server.http.ui;

import dev.eventstore.server.catalog.Catalog;
import dev.eventstore.server.group.Groups;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.projection.debug.Rehearsals;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stats.CallLog;
import dev.eventstore.server.stats.Connections;
import dev.eventstore.server.stats.Figures;
import dev.eventstore.server.stats.LogLine;
import dev.eventstore.server.stats.Recent;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.transfer.Importer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All routes under {@code /ui-api}. */
public final class UiRoutes {
    private final UiNode node;
    private final GuardedStreams streams;
    private final Groups groups;
    private final Catalog catalog;
    private final Watching watching;
    private final Rehearsals rehearsals;
    private final Importer importer;
    private final Optional<Projections> projections;

    /**
     * What can be watched.
     *
     * @param calls what clients do
     * @param lines the node's own log
     * @param figures its figures
     * @param connections of front ends, by their names
     */
    public record Watching(
            CallLog calls,
            Recent<LogLine> lines,
            Recent<Figures> figures,
            Map<String, Connections> connections) {}

    public UiRoutes(
            UiNode node,
            GuardedStreams streams,
            Groups groups,
            Catalog catalog,
            Watching watching,
            Rehearsals rehearsals,
            Importer importer,
            Optional<Projections> projections) {
        this.node = node;
        this.streams = streams;
        this.groups = groups;
        this.catalog = catalog;
        this.watching = watching;
        this.rehearsals = rehearsals;
        this.importer = importer;
        this.projections = projections;
    }

    /** The routes. */
    public List<Route> routes() {
        LiveReply live = new LiveReply();
        Rights rights = new Rights(streams);
        return Stream.of(
                        new SessionRoutes(node, streams, rights).routes(),
                        new ListRoutes(catalog, rights).routes(),
                        new EventRoutes(streams).routes(),
                        new TailRoutes(new Subscriptions(streams), live).routes(),
                        new GroupRoutes(groups).routes(),
                        new ParkedRoutes(groups, streams).routes(),
                        new ConnectionRoutes(watching.connections()).routes(),
                        new ExportRoutes(streams, rights, live).routes(),
                        new SearchRoutes(streams, rights, live).routes(),
                        new RehearsalRoutes(rehearsals).routes(),
                        new DecoderRoutes(streams).routes(),
                        new ImportRoutes(importer).routes(),
                        projections
                                .map(running -> projectionRoutes(running, rights))
                                .orElse(List.of()),
                        new RecentRoutes(
                                        watching.calls(),
                                        watching.lines(),
                                        watching.figures(),
                                        live)
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> projectionRoutes(Projections running, Rights rights) {
        return Stream.of(
                        new PartitionRoutes(running, catalog, rights).routes(),
                        new VersionRoutes(running).routes())
                .flatMap(List::stream)
                .toList();
    }
}
