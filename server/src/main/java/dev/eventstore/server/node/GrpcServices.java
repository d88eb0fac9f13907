package dev.eventstore.server.node;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.grpc.call.CallSettings;
import dev.eventstore.server.grpc.call.Calls;
import dev.eventstore.server.grpc.call.Service;
import dev.eventstore.server.grpc.features.ServerFeaturesService;
import dev.eventstore.server.grpc.gossip.GossipService;
import dev.eventstore.server.grpc.groups.GroupsService;
import dev.eventstore.server.grpc.monitoring.MonitoringService;
import dev.eventstore.server.grpc.operations.OperationsService;
import dev.eventstore.server.grpc.projections.ProjectionsService;
import dev.eventstore.server.grpc.streams.AppendLimits;
import dev.eventstore.server.grpc.streams.StreamsService;
import dev.eventstore.server.grpc.users.UsersService;
import dev.eventstore.server.grpc.v2.AppendService;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stats.NodeStatistics;
import dev.eventstore.server.subscription.Subscriptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What is served over gRPC, put together.
 *
 * @param adminUi makes the calls watched
 */
record GrpcServices(
        Foundation foundation, Engine engine, AdminUi adminUi, NodeStatistics statistics) {
    private static final String VIA = "gRPC";

    Calls calls() {
        Settings settings = foundation.settings();
        InstantSource clock = foundation.clock();
        Supplier<UUID> ids = foundation.ids();
        GuardedStreams streams = adminUi.watched(engine.guarded(), VIA);
        List<Service> services = new ArrayList<>();
        AppendLimits limits =
                new AppendLimits(settings.grpc().appendBytesMax(), settings.grpc().eventBytesMax());
        Subscriptions subscriptions = new Subscriptions(streams);
        services.add(new StreamsService(streams, subscriptions, limits, clock, ids).service());
        services.add(new AppendService(streams, ids).service());
        GroupsService groups = new GroupsService(adminUi.watched(engine.groups(), VIA));
        services.add(groups.service());
        engine.projections()
                .ifPresent(running -> services.add(new ProjectionsService(running, ids).service()));
        services.add(new UsersService(engine.accounts()).service());
        if (settings.http().admin()) {
            services.add(
                    new OperationsService(engine.scavenger(), groups::restart, foundation::stop)
                            .service());
        }
        if (settings.http().gossip()) {
            Settings.Advertised told = settings.advertised();
            services.add(
                    new GossipService(foundation.instance(), told.host(), told.httpPort(), clock)
                            .service());
        }
        if (settings.http().stats()) {
            services.add(new MonitoringService(statistics).service());
        }
        services.add(new ServerFeaturesService(List.copyOf(services)).service());
        Settings.Access access = settings.access();
        return new Calls(
                services,
                engine.authenticator(),
                new CallSettings(access.origins(), access.logFailures()));
    }
}
