package dev.eventstore.server.grpc.call;

import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.grpc.GrpcFrontEnd;
import dev.eventstore.server.grpc.features.ServerFeaturesService;
import dev.eventstore.server.grpc.monitoring.MonitoringService;
import dev.eventstore.server.grpc.streams.AppendLimits;
import dev.eventstore.server.grpc.streams.StreamsService;
import dev.eventstore.server.http.Http2;
import dev.eventstore.server.http.HttpFrontEnd;
import dev.eventstore.server.http.HttpSettings;
import dev.eventstore.server.http.HttpStartException;
import dev.eventstore.server.http.routing.AuthResult;
import dev.eventstore.server.security.Accounts;
import dev.eventstore.server.security.AuthenticationSettings;
import dev.eventstore.server.security.Authenticator;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.Passwords;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stats.Connections;
import dev.eventstore.server.stats.NodeStatistics;
import dev.eventstore.server.stats.Operations;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Subscriptions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Calls on a port of their own, where everybody is an administrator. */
public final class CallSite implements AutoCloseable {
    private final EventLog log = EventLog.inMemory();
    private final Calls calls;
    private final GrpcFrontEnd grpc;
    private final HttpFrontEnd http;

    public CallSite(Duration pingInterval) {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        WatchedStreams streams = new WatchedStreams(new Streams(log, clock, UUID::randomUUID));
        GuardedStreams guarded = new GuardedStreams(streams);
        Service served =
                new StreamsService(
                                guarded,
                                new Subscriptions(guarded),
                                new AppendLimits(1024 * 1024, Integer.MAX_VALUE),
                                clock,
                                UUID::randomUUID)
                        .service();
        Accounts accounts = new Accounts(streams, new Passwords(random, clock), UUID::randomUUID);
        calls =
                new Calls(
                        List.of(
                                served,
                                new MonitoringService(statistics()).service(),
                                new ServerFeaturesService(List.of(served)).service()),
                        new Authenticator(
                                new AuthenticationSettings(true, false), accounts, streams, random),
                        new CallSettings(Set.of(), false));
        grpc = new GrpcFrontEnd(calls);
        try {
            http =
                    new HttpFrontEnd(
                            HttpSettings.loopback(0),
                            (_, _) -> new AuthResult.Known(Caller.ANONYMOUS),
                            List.of(),
                            new Http2(grpc::connection, pingInterval, pingInterval));
            http.start();
        } catch (HttpStartException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Where calls are served. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.port());
    }

    /** The connections over which calls came. */
    Connections connections() {
        return grpc.connections();
    }

    /** How many calls are open. */
    public int open() {
        return calls.open();
    }

    private NodeStatistics statistics() {
        return new NodeStatistics(log, new Operations(false), Connections.NONE);
    }

    @Override
    public void close() {
        grpc.stop(Duration.ofSeconds(1));
        http.stop(Duration.ofSeconds(1));
        log.close();
    }
}
