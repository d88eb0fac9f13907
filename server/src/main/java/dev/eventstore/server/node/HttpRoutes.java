package dev.eventstore.server.node;

import dev.eventstore.server.config.OptionValue;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.config.Version;
import dev.eventstore.server.http.admin.BackupRoutes;
import dev.eventstore.server.http.admin.GossipRoutes;
import dev.eventstore.server.http.admin.HistogramRoutes;
import dev.eventstore.server.http.admin.InfoRoutes;
import dev.eventstore.server.http.admin.MaintenanceRoutes;
import dev.eventstore.server.http.admin.MeasuredRoutes;
import dev.eventstore.server.http.admin.MetricsRoutes;
import dev.eventstore.server.http.admin.NodeInfo;
import dev.eventstore.server.http.admin.ResetRoutes;
import dev.eventstore.server.http.admin.ScavengeRoutes;
import dev.eventstore.server.http.admin.SnapshotRoutes;
import dev.eventstore.server.http.admin.StatsRoutes;
import dev.eventstore.server.http.projection.ProjectionRoutes;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.stream.StreamRoutes;
import dev.eventstore.server.http.subscription.SubscriptionRoutes;
import dev.eventstore.server.http.ui.ResourceRoutes;
import dev.eventstore.server.http.user.UserRoutes;
import dev.eventstore.server.stats.Metrics;
import dev.eventstore.server.stats.NodeStatistics;
import dev.eventstore.server.stats.Requests;
import dev.eventstore.server.tcp.TcpFrontEnd;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is served over HTTP, put together.
 *
 * @param adminUi makes the calls watched, and serves what its pages ask for
 * @param address where HTTP is served; waits until it is known
 */
record HttpRoutes(
        Foundation foundation,
        Engine engine,
        AdminUi adminUi,
        DatabaseHome home,
        NodeStatistics statistics,
        TcpFrontEnd tcp,
        Supplier<URI> address) {
    private static final String VIA = "HTTP";

    /**
     * @param ofAdminUi what only the Admin UI asks for
     */
    List<Route> routes(List<Route> ofAdminUi) {
        List<Route> routes = new ArrayList<>(using());
        engine.projections()
                .ifPresent(running ->
                        routes.addAll(new ProjectionRoutes(running, foundation.ids()).routes()));
        Requests requests = new Requests(foundation.operations());
        routes.addAll(operating(requests));
        routes.addAll(ofAdminUi);
        if (!ofAdminUi.isEmpty()) {
            routes.add(new ResourceRoutes(routes).route());
        }
        return new MeasuredRoutes(requests, adminUi.httpClients()).of(routes);
    }

    /** The routes that are there for the sake of the events. */
    private List<Route> using() {
        boolean cachesNothing = !foundation.settings().http().caching();
        StreamRoutes streamRoutes =
                new StreamRoutes(
                        adminUi.watched(engine.guarded(), VIA),
                        engine.groups()::names,
                        cachesNothing);
        List<Route> routes = new ArrayList<>(streamRoutes.routes());
        routes.addAll(new UserRoutes(engine.accounts()).routes());
        routes.addAll(
                new SubscriptionRoutes(
                                adminUi.watched(engine.groups(), VIA),
                                streamRoutes.pages(),
                                foundation.ids())
                        .routes());
        return routes;
    }

    /** The routes that observe and operate the node. */
    private List<Route> operating(Requests requests) {
        Settings.Http wanted = foundation.settings().http();
        NodeInfo info = info();
        List<Route> routes = new ArrayList<>(new InfoRoutes(info).routes());
        routes.addAll(new HistogramRoutes(foundation.operations()).routes());
        if (wanted.stats()) {
            Metrics metrics = new Metrics(foundation.operations(), requests, engine.log(), tcp);
            routes.addAll(new StatsRoutes(statistics, tcp).routes());
            routes.addAll(new MetricsRoutes(metrics).routes());
        }
        if (wanted.gossip()) {
            routes.addAll(new GossipRoutes(info).routes());
        }
        if (wanted.admin()) {
            routes.addAll(
                    new MaintenanceRoutes(foundation::stop, foundation.ids(), subsystems())
                            .routes());
            routes.addAll(new ScavengeRoutes(engine.scavenger()).routes());
            routes.addAll(keeping());
        }
        return routes;
    }

    /** The routes that copy, replace or empty the whole database. */
    private List<Route> keeping() {
        LogBackups backups = new LogBackups(engine.log());
        FolderSnapshots snapshots = new FolderSnapshots(home::folder, backups, foundation::goBack);
        List<Route> routes =
                new ArrayList<>(new BackupRoutes(backups, foundation.clock()).routes());
        routes.addAll(new SnapshotRoutes(snapshots, home::nameIfItStays).routes());
        routes.addAll(new ResetRoutes(foundation::reset, home::nameIfItStays).routes());
        return routes;
    }

    private List<String> subsystems() {
        return engine.projections().isEmpty() ? List.of() : List.of("Projections");
    }

    private NodeInfo info() {
        Settings settings = foundation.settings();
        return new NodeInfo(
                Version.COMPATIBLE_WITH,
                settings.projections().mode(),
                foundation.instance(),
                this::endpoint,
                () -> engine.log().head().value(),
                settings.options().stream().map(HttpRoutes::shown).toList(),
                () ->
                        new NodeInfo.Place(
                                home.isTemporary(), home.folder().map(Path::toString).orElse("")),
                foundation.clock());
    }

    private NodeInfo.Endpoint endpoint() {
        URI real = address.get();
        Settings.Advertised told = foundation.settings().advertised();
        return new NodeInfo.Endpoint(
                told.host().isEmpty() ? real.getHost() : told.host(),
                told.httpPort() == 0 ? real.getPort() : told.httpPort(),
                told.tcpPort() == 0 ? tcp.port().orElse(0) : told.tcpPort(),
                told.secureTcpPort() == 0 ? tcp.securePort().orElse(0) : told.secureTcpPort());
    }

    private static NodeInfo.OptionInForce shown(OptionValue value) {
        return new NodeInfo.OptionInForce(
                value.option().name(),
                value.option().description(),
                value.option().group().title(),
                value.shown(),
                value.option().possibleValues());
    }
}
