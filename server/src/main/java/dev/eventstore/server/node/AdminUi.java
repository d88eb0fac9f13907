package dev.eventstore.server.node;

import dev.eventstore.server.catalog.Catalog;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.config.Version;
import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.group.Groups;
import dev.eventstore.server.grpc.GrpcFrontEnd;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.ui.UiNode;
import dev.eventstore.server.http.ui.UiRoutes;
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.projection.debug.Rehearsals;
import dev.eventstore.server.projection.handler.States;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stats.CallLog;
import dev.eventstore.server.stats.Connections;
import dev.eventstore.server.stats.FigureHistory;
import dev.eventstore.server.stats.HttpClients;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.tcp.TcpFrontEnd;
import dev.eventstore.server.transfer.Importer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes what the Admin UI needs besides its files. Used once. */
final class AdminUi {
    private final Foundation foundation;
    private final CallLog calls;
    private final LogMemory lines;
    private final HttpClients httpClients = new HttpClients();

    AdminUi(Foundation foundation) {
        this.foundation = foundation;
        this.calls = new CallLog(foundation.clock());
        this.lines = LogMemory.install();
        foundation.opened().add(lines::remove);
    }

    /** The streams for one front end, whose calls can be watched. */
    GuardedStreams watched(GuardedStreams streams, String frontEnd) {
        return streams.observedBy(calls.of(frontEnd));
    }

    /** Counts who asks over HTTP. */
    HttpClients httpClients() {
        return httpClients;
    }

    /** The groups for one front end, in the same way. */
    GroupOperations watched(Groups groups, String frontEnd) {
        return groups.observedBy(new WatchedGroups(calls, frontEnd));
    }

    /** What its pages ask for; nothing if they are not served. */
    List<Route> routes(Engine engine, DatabaseFolder folder, TcpFrontEnd tcp, GrpcFrontEnd grpc) {
        if (!foundation.settings().http().admin()) {
            return List.of();
        }
        OpenedParts opened = foundation.opened();
        GuardedStreams guarded = engine.guarded();
        // Lets people try definitions out, also where no projections run.
        Rehearsals rehearsals =
                new Rehearsals(guarded, statesOf(engine.projections()), foundation.ids());
        opened.add(rehearsals::close);
        Catalog catalog =
                new Catalog(new Subscriptions(guarded), () -> engine.log().head().value());
        opened.add(catalog::close);
        Map<String, Connections> connections = Map.of("TCP", tcp, "gRPC", grpc.connections());
        FigureHistory figures =
                new FigureHistory(
                        foundation.operations(),
                        connections,
                        httpClients,
                        engine.log(),
                        foundation.clock());
        opened.add(figures::close);
        UiRoutes.Watching watching =
                new UiRoutes.Watching(calls, lines.lines(), figures.figures(), connections);
        return new UiRoutes(
                        node(folder, tcp),
                        guarded,
                        engine.groups(),
                        catalog,
                        watching,
                        rehearsals,
                        new Importer(engine.unmeasured(), foundation.clock(), foundation.ids()),
                        engine.projections())
                .routes();
    }

    private UiNode node(DatabaseFolder folder, TcpFrontEnd tcp) {
        Settings settings = foundation.settings();
        return new UiNode(
                Version.current().number(),
                Version.COMPATIBLE_WITH,
                foundation.instance(),
                settings.access().everyoneIsAdmin(),
                folder.path(),
                folder.isTemporary(),
                settings.projections().mode(),
                () -> tcp.port().orElse(0));
    }

    /** How the partitions of a projection stand now; nothing is known where none run. */
    private static Function<String, States> statesOf(Optional<Projections> projections) {
        return name ->
                partition ->
                        projections
                                .flatMap(running -> running.standing(name, partition))
                                .flatMap(standing -> Optional.ofNullable(standing.state()));
    }
}
