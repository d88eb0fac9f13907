package dev.eventstore.server.node;

import dev.eventstore.server.config.OptionValue;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.config.Version;
import dev.eventstore.server.eventlog.DatabaseRefusedException;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.group.Groups;
import dev.eventstore.server.group.Outside;
import dev.eventstore.server.grpc.GrpcFrontEnd;
import dev.eventstore.server.http.Http2;
import dev.eventstore.server.http.HttpFrontEnd;
import dev.eventstore.server.http.HttpStartException;
import dev.eventstore.server.http.admin.BackupRoutes;
import dev.eventstore.server.http.admin.GossipRoutes;
import dev.eventstore.server.http.admin.HistogramRoutes;
import dev.eventstore.server.http.admin.InfoRoutes;
import dev.eventstore.server.http.admin.MaintenanceRoutes;
import dev.eventstore.server.http.admin.MeasuredRoutes;
import dev.eventstore.server.http.admin.MetricsRoutes;
import dev.eventstore.server.http.admin.NodeInfo;
import dev.eventstore.server.http.admin.ScavengeRoutes;
import dev.eventstore.server.http.admin.StatsRoutes;
import dev.eventstore.server.http.projection.ProjectionRoutes;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.stream.StreamRoutes;
import dev.eventstore.server.http.subscription.SubscriptionRoutes;
import dev.eventstore.server.http.user.UserRoutes;
import dev.eventstore.server.projection.ProjectionSettings;
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.projection.SharedPages;
import dev.eventstore.server.scavenge.ScavengeHistory;
import dev.eventstore.server.scavenge.Scavenger;
import dev.eventstore.server.security.Accounts;
import dev.eventstore.server.security.AuthenticationSettings;
import dev.eventstore.server.security.Authenticator;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.GuardedTransactions;
import dev.eventstore.server.security.Passwords;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stats.MeasuredStreams;
import dev.eventstore.server.stats.Metrics;
import dev.eventstore.server.stats.NodeStatistics;
import dev.eventstore.server.stats.Operations;
import dev.eventstore.server.stats.Requests;
import dev.eventstore.server.stats.StatsStream;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.tcp.TcpFrontEnd;
import dev.eventstore.server.tcp.command.Commands;
import dev.eventstore.server.transfer.Exporter;
import dev.eventstore.server.transfer.Importer;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the parts of a node and puts them together, bottom up. Used once. */
final class NodeAssembly {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration GRPC_PATIENCE = Duration.ofSeconds(1);

    private static final String NO_PROJECTIONS = "None";
    private static final String ALL_PROJECTIONS = "All";

    private final InstantSource clock = InstantSource.system();
    private final Supplier<UUID> ids = UUID::randomUUID;
    private final UUID instance = ids.get();
    private final Settings settings;
    private final OpenedParts opened = new OpenedParts();
    private final CompletableFuture<Optional<RuntimeException>> stopRequest =
            new CompletableFuture<>();
    private final Operations operations;
    private final Requests requests;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    NodeAssembly(Settings settings) {
        this.settings = settings;
        this.operations = new Operations(settings.statistics().histograms());
        this.requests = new Requests(operations);
    }

    Node start() throws StartFailedException {
        try {
            return assemble();
        } catch (StartFailedException | RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    private Node assemble() throws StartFailedException {
        Settings.Listening listening = settings.listening();
        PortTaken.check(listening.address(), listening.httpPort(), "--http-port");
        HttpDoor door = HttpDoor.of(settings, clock.instant());
        TcpDoors tcpDoors = TcpDoors.of(settings, door.settings().tls());
        DatabaseFolder folder =
                DatabaseFolder.of(settings.database(), listening.httpPort(), clock.instant());
        EventLog log = open(folder);
        DatabaseHome home = new DatabaseHome(log, folder.isTemporary());
        long events = log.head().value();
        Streams unmeasured = new Streams(log, clock, ids);
        WatchedStreams streams =
                new WatchedStreams(new MeasuredStreams(unmeasured, operations), unmeasured);
        SecureRandom random = new SecureRandom();
        Accounts accounts = new Accounts(streams, new Passwords(random, clock), ids);
        // Hashing passwords takes about as long as starting a web server.
        FutureTask<List<String>> accountsCreated = new FutureTask<>(accounts::createInitial);
        Thread.ofVirtual().name("first-accounts").start(accountsCreated);
        Settings.Access access = settings.access();
        Authenticator authenticator =
                new Authenticator(
                        new AuthenticationSettings(
                                access.everyoneIsAdmin(), access.trustedHeader()),
                        accounts,
                        streams,
                        random);
        GuardedStreams guarded = new GuardedStreams(streams);
        Subscriptions subscriptions = new Subscriptions(guarded);
        Groups groups = groups(guarded, streams, subscriptions);
        opened.add(groups::close);
        Optional<Projections> projections = projections(unmeasured);
        projections.ifPresent(running -> opened.add(running::close));
        Scavenger scavenger = scavenger(log, streams);
        GuardedTransactions transactions =
                new GuardedTransactions(guarded, unmeasured.transactions());
        AdminUi adminUi = new AdminUi(settings, clock, opened);
        GuardedStreams overTcp = adminUi.watched(guarded, "TCP");
        Commands commands =
                new Commands(
                        overTcp,
                        transactions,
                        new Subscriptions(overTcp),
                        adminUi.watched(groups, "TCP"),
                        scavenger);
        TcpFrontEnd tcp = tcpDoors.listen(authenticator, commands, ids);
        opened.add(() -> tcp.stop(PATIENCE));
        NodeStatistics statistics = new NodeStatistics(log, operations, tcp);
        List<Route> routes =
                new ArrayList<>(
                        using(
                                adminUi.watched(guarded, "HTTP"),
                                accounts,
                                groups,
                                adminUi.watched(groups, "HTTP")));
        projections.ifPresent(
                running -> routes.addAll(new ProjectionRoutes(running, ids).routes()));
        routes.addAll(operating(log, home, statistics, scavenger, tcp));
        GrpcServices services =
                new GrpcServices(
                        settings,
                        adminUi.watched(guarded, "gRPC"),
                        accounts,
                        scavenger,
                        adminUi.watched(groups, "gRPC"),
                        projections,
                        statistics,
                        () -> stopRequest.complete(Optional.empty()));
        GrpcFrontEnd grpc = new GrpcFrontEnd(services.calls(authenticator, instance, clock, ids));
        if (settings.http().admin()) {
            adminUi.rehearse(guarded, projections, ids);
            routes.addAll(
                    adminUi.routes(
                            guarded,
                            groups,
                            streams,
                            log,
                            operations,
                            tcp,
                            grpc,
                            folder,
                            instance));
        }
        Callers callers = new Callers(authenticator, access.logFailures());
        HttpFrontEnd http = listen(door, callers, routes, grpc);
        opened.add(() -> grpc.stop(GRPC_PATIENCE));
        address.complete(door.address(listening.address(), http.port()));
        List<String> created = result(accountsCreated);
        serve(http);
        tcp.start();
        writeStatistics(streams, statistics, http.port());
        opened.add(scavenger::close);
        scavenger.resume();
        return new Node(
                new Node.Parts(
                        address.join(),
                        tcp.port(),
                        tcp.securePort(),
                        home,
                        events,
                        created,
                        door.trustHint(),
                        streams,
                        new LogBackups(log),
                        new Transfers(
                                new Exporter(unmeasured), new Importer(unmeasured, clock, ids)),
                        () -> figures(log, http, tcp)),
                log.failure()
                        .thenApply(Optional::of)
                        .applyToEither(stopRequest, Function.identity()),
                opened);
    }

    private NodeFigures figures(EventLog log, HttpFrontEnd http, TcpFrontEnd tcp) {
        return new NodeFigures(
                log.head().value(),
                log.figures().events(),
                operations.eventsRead(),
                log.fileBytes(),
                http.connections() + tcp.open().size());
    }

    private static List<String> result(FutureTask<List<String>> task) {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The first accounts cannot be made", failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting", stop);
        }
    }

    private EventLog open(DatabaseFolder folder) throws StartFailedException {
        try {
            Path path = folder.path();
            EventLog log = path == null ? EventLog.inMemory() : EventLog.open(path);
            opened.add(log::close);
            return log;
        } catch (DatabaseRefusedException refused) {
            throw new StartFailedException(
                    String.valueOf(refused.getMessage()),
                    refused,
                    new StartFailure.Database(refused.reason()));
        }
    }

    /** The routes that are there for the sake of the events. */
    private List<Route> using(
            GuardedStreams guarded,
            Accounts accounts,
            Groups groups,
            GroupOperations watchedGroups) {
        List<Route> routes = new ArrayList<>();
        boolean cachesNothing = !settings.http().caching();
        StreamRoutes streamRoutes = new StreamRoutes(guarded, groups::names, cachesNothing);
        routes.addAll(streamRoutes.routes());
        routes.addAll(new UserRoutes(accounts).routes());
        routes.addAll(new SubscriptionRoutes(watchedGroups, streamRoutes.pages(), ids).routes());
        return routes;
    }

    /** The routes that observe and operate the node. */
    private List<Route> operating(
            EventLog log,
            DatabaseHome home,
            NodeStatistics statistics,
            Scavenger scavenger,
            TcpFrontEnd tcp) {
        NodeInfo info = info(log, home, tcp);
        List<Route> routes = new ArrayList<>(new InfoRoutes(info).routes());
        routes.addAll(new HistogramRoutes(operations).routes());
        if (settings.http().stats()) {
            routes.addAll(new StatsRoutes(statistics, tcp).routes());
            routes.addAll(new MetricsRoutes(new Metrics(operations, requests, log, tcp)).routes());
        }
        if (settings.http().gossip()) {
            routes.addAll(new GossipRoutes(info).routes());
        }
        if (settings.http().admin()) {
            Runnable shutdown = () -> stopRequest.complete(Optional.empty());
            routes.addAll(new MaintenanceRoutes(shutdown, ids, subsystems()).routes());
            routes.addAll(new BackupRoutes(new LogBackups(log), clock).routes());
            routes.addAll(new ScavengeRoutes(scavenger).routes());
        }
        return routes;
    }

    private Groups groups(
            GuardedStreams guarded, StreamOperations streams, Subscriptions subscriptions) {
        Groups groups =
                new Groups(
                        guarded, new Outside(streams, subscriptions, clock, System::nanoTime, ids));
        groups.start();
        return groups;
    }

    /** Nothing of them is there unless they were asked for. */
    private Optional<Projections> projections(Streams streams) {
        Settings.Projections wanted = settings.projections();
        if (wanted.mode().equals(NO_PROJECTIONS)) {
            return Optional.empty();
        }
        GuardedStreams shared =
                new GuardedStreams(new WatchedStreams(new SharedPages(streams), streams));
        Projections projections =
                new Projections(
                        new ProjectionSettings(
                                wanted.mode().equals(ALL_PROJECTIONS),
                                wanted.startStandard(),
                                wanted.queryExpiry()),
                        streams,
                        new Subscriptions(shared),
                        ids);
        projections.start();
        return Optional.of(projections);
    }

    private List<String> subsystems() {
        return settings.projections().mode().equals(NO_PROJECTIONS)
                ? List.of()
                : List.of("Projections");
    }

    private Scavenger scavenger(EventLog log, StreamOperations streams) {
        return new Scavenger(
                log,
                new ScavengeHistory(
                        streams,
                        clock,
                        settings.scavengeHistory(),
                        () -> address.join().getAuthority()),
                clock,
                ids);
    }

    private NodeInfo info(EventLog log, DatabaseHome home, TcpFrontEnd tcp) {
        return new NodeInfo(
                Version.COMPATIBLE_WITH,
                settings.projections().mode(),
                instance,
                () -> endpoint(tcp),
                () -> log.head().value(),
                settings.options().stream().map(NodeAssembly::shown).toList(),
                () ->
                        new NodeInfo.Place(
                                home.isTemporary(), home.folder().map(Path::toString).orElse("")),
                clock);
    }

    private NodeInfo.Endpoint endpoint(TcpFrontEnd tcp) {
        URI real = address.join();
        Settings.Advertised told = settings.advertised();
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

    private HttpFrontEnd listen(
            HttpDoor door, Callers callers, List<Route> routes, GrpcFrontEnd grpc)
            throws StartFailedException {
        try {
            Http2 http2 =
                    new Http2(
                            grpc::connection,
                            settings.grpc().pingInterval(),
                            settings.grpc().pingTimeout());
            HttpFrontEnd http =
                    new HttpFrontEnd(
                            door.settings(),
                            callers,
                            new MeasuredRoutes(requests).of(routes),
                            http2);
            opened.add(() -> http.stop(PATIENCE));
            return http;
        } catch (HttpStartException failure) {
            throw explained(failure);
        }
    }

    private void serve(HttpFrontEnd http) throws StartFailedException {
        try {
            http.start();
        } catch (HttpStartException failure) {
            throw explained(failure);
        }
    }

    private StartFailedException explained(HttpStartException failure) {
        return switch (failure) {
            case HttpStartException.AddressUnavailable _ ->
                    PortTaken.unavailable(
                            settings.listening().address(),
                            settings.listening().httpPort(),
                            "--http-port",
                            failure);
            case HttpStartException.CertificateUnusable _ ->
                    new StartFailedException(
                            failure.getMessage()
                                    + " Check --certificate-file, --certificate-private-key-file"
                                    + " and --certificate-password.",
                            failure);
            case HttpStartException.WebServerFailed _ ->
                    new StartFailedException(String.valueOf(failure.getMessage()), failure);
        };
    }

    private void writeStatistics(WatchedStreams streams, NodeStatistics statistics, int port) {
        if (settings.statistics().inStream()) {
            StatsStream stream =
                    new StatsStream(
                            streams,
                            settings.listening().address().getHostAddress() + ":" + port,
                            statistics,
                            ids,
                            settings.statistics().period());
            opened.add(stream::close);
        }
    }
}
