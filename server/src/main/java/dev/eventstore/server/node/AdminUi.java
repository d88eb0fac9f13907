package dev.eventstore.server.node;

import dev.eventstore.server.catalog.Catalog;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.config.Version;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.ui.UiNode;
import dev.eventstore.server.http.ui.UiRoutes;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stats.CallLog;
import dev.eventstore.server.stats.FigureHistory;
import dev.eventstore.server.stats.Operations;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.tcp.TcpFrontEnd;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Makes what the Admin UI needs besides its files. Used once, step by step. */
final class AdminUi {
    private final Settings settings;
    private final InstantSource clock;
    private final OpenedParts opened;
    private final CallLog calls;
    private final LogMemory lines;

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

    List<Route> routes(
            GuardedStreams guarded,
            StreamOperations streams,
            EventLog log,
            Operations operations,
            TcpFrontEnd tcp,
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
                        () -> tcp.port().orElse(0));
        return new UiRoutes(
                        node,
                        guarded,
                        catalog,
                        new UiRoutes.Watching(calls, lines.lines(), figures.figures()))
                .routes();
    }
}
