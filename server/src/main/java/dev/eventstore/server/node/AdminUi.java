package dev.eventstore.server.node;

import dev.eventstore.server.catalog.Catalog;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.config.Version;
import dev.eventstore.server.eventlog.EventLog;
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
import dev.eventstore.server.stats.FigureHistory;
import dev.eventstore.server.stats.Operations;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.tcp.TcpFrontEnd;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what the Admin UI needs besides its files. Used once, step by step. */
final class AdminUi {
    private final Settings settings;
    private final InstantSource clock;
    private final OpenedParts opened;
    private final CallLog calls;
    private final LogMemory lines;
    private @Nullable Rehearsals rehearsals;

    AdminUi(Settings settings, InstantSource clock, OpenedParts opened) {
        this.settings = settings;
        this.clock = clock;
        this.opened = opened;
        this.calls = new CallLog(clock);
        this.lines = LogMemory.install();
        opened.add(lines::remove);
    }

    /** The streams for one front end, whose calls can be watched. */
    GuardedStreams watched(GuardedStreams streams, String frontEnd) {
        return streams.observedBy(calls.of(frontEnd));
    }

    /** Lets people try definitions out, also where no projections run. */
    void rehearse(GuardedStreams guarded, Optional<Projections> projections, Supplier<UUID> ids) {
        Rehearsals made = new Rehearsals(guarded, statesOf(projections), ids);
        opened.add(made::close);
        rehearsals = made;
    }

    /** How the partitions of a projection stand now; nothing is known where none run. */
    private static Function<String, States> statesOf(Optional<Projections> projections) {
        return name ->
                partition ->
                        projections
                                .flatMap(running -> running.standing(name, partition))
                                .flatMap(standing -> Optional.ofNullable(standing.state()));
    }

    /** The groups for one front end, in the same way. */
    GroupOperations watched(Groups groups, String frontEnd) {
        return groups.observedBy(new WatchedGroups(calls, frontEnd));
    }

    List<Route> routes(
            GuardedStreams guarded,
            Groups groups,
            StreamOperations streams,
            EventLog log,
            Operations operations,
            TcpFrontEnd tcp,
            GrpcFrontEnd grpc,
            DatabaseFolder folder,
            UUID instance) {
        Catalog catalog = new Catalog(new Subscriptions(guarded), () -> log.head().value());
        opened.add(catalog::close);
        FigureHistory figures = new FigureHistory(operations, tcp, streams, clock);
        opened.add(figures::close);
        UiNode node =
                new UiNode(
                        Version.current().number(),
                        Version.COMPATIBLE_WITH,
                        instance,
                        settings.access().everyoneIsAdmin(),
                        folder.path(),
                        folder.isTemporary(),
                        settings.projections().mode(),
                        () -> tcp.port().orElse(0));
        return new UiRoutes(
                        node,
                        guarded,
                        groups,
                        catalog,
                        new UiRoutes.Watching(
                                calls,
                                lines.lines(),
                                figures.figures(),
                                Map.of("TCP", tcp, "gRPC", grpc.connections())),
                        Objects.requireNonNull(rehearsals, "rehearse comes first"))
                .routes();
    }
}
