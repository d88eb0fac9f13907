package dev.eventstore.server.node;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.grpc.GrpcFrontEnd;
import dev.eventstore.server.http.Http2;
import dev.eventstore.server.http.HttpFrontEnd;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stats.NodeStatistics;
import dev.eventstore.server.stats.StatsStream;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.tcp.TcpFrontEnd;
import dev.eventstore.server.tcp.command.Commands;
import dev.eventstore.server.transfer.Exporter;
import dev.eventstore.server.transfer.Importer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Makes the parts of a node and puts them together, bottom up. Used once. */
final class NodeAssembly {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration GRPC_PATIENCE = Duration.ofSeconds(1);

    private final Settings settings;
    private final Foundation foundation;
    private final OpenedParts opened;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    NodeAssembly(Settings settings) {
        this.settings = settings;
        this.foundation = Foundation.of(settings);
        this.opened = foundation.opened();
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
        PortTaken.check(listening.address(), listening.httpPort(), HttpDoor.OPTION);
        HttpDoor door = HttpDoor.of(settings, foundation.clock().instant());
        TcpDoors tcpDoors = TcpDoors.of(settings, door.settings().tls());
        DatabaseFolder folder =
                DatabaseFolder.of(
                        settings.database(), listening.httpPort(), foundation.clock().instant());
        Engine engine = Engine.start(foundation, folder, () -> address.join().getAuthority());
        DatabaseHome home = new DatabaseHome(engine.log(), folder.isTemporary());
        long events = engine.log().head().value();
        AdminUi adminUi = new AdminUi(foundation);
        TcpFrontEnd tcp =
                tcpDoors.listen(
                        engine.authenticator(), commands(engine, adminUi), foundation.ids());
        opened.add(() -> tcp.stop(PATIENCE));
        NodeStatistics statistics = new NodeStatistics(engine.log(), foundation.operations(), tcp);
        GrpcFrontEnd grpc =
                new GrpcFrontEnd(new GrpcServices(foundation, engine, adminUi, statistics).calls());
        HttpRoutes routes =
                new HttpRoutes(foundation, engine, adminUi, home, statistics, tcp, address::join);
        List<Route> ofAdminUi = adminUi.routes(engine, folder, tcp, grpc);
        HttpFrontEnd http = door.listen(callers(engine), routes.routes(ofAdminUi), http2(grpc));
        opened.add(() -> http.stop(PATIENCE));
        opened.add(() -> grpc.stop(GRPC_PATIENCE));
        address.complete(door.address(http.port()));
        List<String> created = result(engine.firstAccounts());
        door.serve(http);
        tcp.start();
        writeStatistics(engine, statistics, http.port());
        opened.add(engine.scavenger()::close);
        engine.scavenger().resume();
        Node.Parts parts =
                new Node.Parts(
                        address.join(),
                        tcp.port(),
                        tcp.securePort(),
                        home,
                        events,
                        created,
                        door.trustHint(),
                        engine.streams(),
                        new LogBackups(engine.log()),
                        transfers(engine),
                        () -> figures(engine.log(), http, tcp));
        return new Node(parts, end(engine.log()), opened);
    }

    private Commands commands(Engine engine, AdminUi adminUi) {
        GuardedStreams watched = adminUi.watched(engine.guarded(), "TCP");
        return new Commands(
                watched,
                engine.transactions(),
                new Subscriptions(watched),
                adminUi.watched(engine.groups(), "TCP"),
                engine.scavenger());
    }

    private Callers callers(Engine engine) {
        return new Callers(engine.authenticator(), settings.access().logFailures());
    }

    private Http2 http2(GrpcFrontEnd grpc) {
        return new Http2(
                grpc::connection, settings.grpc().pingInterval(), settings.grpc().pingTimeout());
    }

    private Transfers transfers(Engine engine) {
        return new Transfers(
                new Exporter(engine.unmeasured()),
                new Importer(engine.unmeasured(), foundation.clock(), foundation.ids()));
    }

    private NodeFigures figures(EventLog log, HttpFrontEnd http, TcpFrontEnd tcp) {
        return new NodeFigures(
                log.head().value(),
                log.figures().events(),
                foundation.operations().eventsRead(),
                log.fileBytes(),
                http.connections() + tcp.open().size());
    }

    /** Completed once somebody wants the node to stop, or its database broke. */
    private CompletableFuture<StopRequest> end(EventLog log) {
        return log.failure()
                .<StopRequest>thenApply(StopRequest.Broken::new)
                .applyToEither(foundation.stopRequest(), Function.identity());
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

    private void writeStatistics(Engine engine, NodeStatistics statistics, int port) {
        if (settings.statistics().inStream()) {
            StatsStream stream =
                    new StatsStream(
                            engine.streams(),
                            settings.listening().address().getHostAddress() + ":" + port,
                            statistics,
                            foundation.ids(),
                            settings.statistics().period());
            opened.add(stream::close);
        }
    }
}
