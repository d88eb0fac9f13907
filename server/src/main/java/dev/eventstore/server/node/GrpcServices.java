package dev.eventstore.server.node;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.group.GroupOperations;
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
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.scavenge.Scavenger;
import dev.eventstore.server.security.Accounts;
import dev.eventstore.server.security.Authenticator;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stats.NodeStatistics;
import dev.eventstore.server.subscription.Subscriptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What is served over gRPC, put together.
 *
 * @param projections empty if the node runs none
 * @param shutdown stops the node; returns at once
 */
record GrpcServices(
        Settings settings,
        GuardedStreams streams,
        Accounts accounts,
        Scavenger scavenger,
        GroupOperations groups,
        Optional<Projections> projections,
        NodeStatistics statistics,
        Runnable shutdown) {
    /**
     * @param instance names this run of the node
     */
    Calls calls(
            Authenticator authenticator, UUID instance, InstantSource clock, Supplier<UUID> ids) {
        List<Service> services = new ArrayList<>();
        AppendLimits limits =
                new AppendLimits(settings.grpc().appendBytesMax(), settings.grpc().eventBytesMax());
        Subscriptions subscriptions = new Subscriptions(streams);
        services.add(new StreamsService(streams, subscriptions, limits, clock, ids).service());
        services.add(new AppendService(streams, ids).service());
        GroupsService groupsService = new GroupsService(groups);
        services.add(groupsService.service());
        projections.ifPresent(
                running -> services.add(new ProjectionsService(running, ids).service()));
        services.add(new UsersService(accounts).service());
        if (settings.http().admin()) {
            services.add(
                    new OperationsService(scavenger, groupsService::restart, shutdown).service());
        }
        if (settings.http().gossip()) {
            Settings.Advertised told = settings.advertised();
            services.add(
                    new GossipService(instance, told.host(), told.httpPort(), clock).service());
        }
        if (settings.http().stats()) {
            services.add(new MonitoringService(statistics).service());
        }
        services.add(new ServerFeaturesService(List.copyOf(services)).service());
        // Not told of: clients are to know that there is nothing behind them.
        services.add(OperationsService.meaningless());
        Settings.Access access = settings.access();
        return new Calls(
                services, authenticator, new CallSettings(access.origins(), access.logFailures()));
    }
}
