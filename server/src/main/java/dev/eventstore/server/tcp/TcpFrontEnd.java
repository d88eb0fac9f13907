package dev.eventstore.server.tcp;

import dev.eventstore.server.security.Authenticator;
import dev.eventstore.server.stats.Connections;
import dev.eventstore.server.tcp.command.Commands;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the TCP protocol. Started once, stopped once; a stopped one cannot be started again.
 * Thread-safe.
 */
public final class TcpFrontEnd implements Connections {
    private static final Logger logger = LoggerFactory.getLogger(TcpFrontEnd.class);

    /** How many connections may wait to be accepted. */
    private static final int BACKLOG = 128;

    /** How long to rest when accepting fails, as it does when no more files can be opened. */
    private static final Duration REST = Duration.ofMillis(100);

    /** How often connections are looked at in one heartbeat, about. */
    private static final int LOOKS = 8;

    private static final Duration LOOK_MIN = Duration.ofMillis(10);
    private static final Duration LOOK_MAX = Duration.ofMillis(250);

    private final TcpSettings settings;
    private final Logins logins;
    private final Commands commands;
    private final Supplier<UUID> ids;
    private final Memory memory = new Memory(Runtime.getRuntime().maxMemory());
    private final Semaphore places = new Semaphore(TcpSettings.CONNECTIONS_MAX);
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();
    private @Nullable Thread looking;
    private volatile boolean isStopped;

    /** An open port. */
    private record Listener(TcpSettings.Door door, ServerSocket socket) {}

    /**
     * Takes the ports; connections wait until {@link #start}.
     *
     * @param authenticator finds out who calls
     * @param commands what callers can have done
     * @param ids names connections
     */
    public TcpFrontEnd(
            TcpSettings settings,
            Authenticator authenticator,
            Commands commands,
            Supplier<UUID> ids)
            throws TcpStartException {
        this.settings = settings;
        this.logins = new Logins(authenticator, settings.logFailedLogins());
        this.commands = commands;
        this.ids = ids;
        for (TcpSettings.Door door : settings.doors()) {
            listeners.add(new Listener(door, listen(door)));
        }
    }

    private ServerSocket listen(TcpSettings.Door door) throws TcpStartException {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.address(), door.port()), BACKLOG);
            return socket;
        } catch (IOException unavailable) {
            listeners.forEach(TcpFrontEnd::close);
            throw new TcpStartException(door, unavailable);
        }
    }

    /** Begins to serve. */
    public void start() {
        for (Listener listener : listeners) {
            Thread.ofVirtual().name("tcp-accept").start(() -> accept(listener));
        }
        looking = Thread.ofVirtual().name("tcp-look").start(this::look);
    }

    /** The port for clear text; empty if there is none. */
    public OptionalInt port() {
        return port(false);
    }

    /** The port for TLS; empty if there is none. */
    public OptionalInt securePort() {
        return port(true);
    }

    private OptionalInt port(boolean isEncrypted) {
        return listeners.stream()
                .filter(listener -> (listener.door().tls() != null) == isEncrypted)
                .mapToInt(listener -> listener.socket().getLocalPort())
                .findFirst();
    }

    @Override
    public List<Connection> open() {
        return connections.stream().map(TcpConnection::figures).toList();
    }

    /**
     * Stops: takes no more connections, ends subscriptions, lets what is being done be answered,
     * and closes all connections.
     *
     * @param patience how long that may take at most
     */
    public void stop(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        isStopped = true;
        listeners.forEach(TcpFrontEnd::close);
        connections.forEach(TcpConnection::beginStop);
        try {
            for (TcpConnection connection : connections) {
                connection.finishStop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        Thread watch = looking;
        if (watch != null) {
            watch.interrupt();
        }
    }

    private void accept(Listener listener) {
        try {
            while (!isStopped) {
                places.acquire();
                if (!acceptOne(listener)) {
                    places.release();
                    if (!isStopped) {
                        Thread.sleep(REST);
                    }
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean acceptOne(Listener listener) {
        try {
            serve(listener.socket().accept(), listener.door());
            return true;
        } catch (IOException failed) {
            if (!isStopped) {
                logger.warn("A TCP connection could not be accepted", failed);
            }
            return false;
        }
    }

    private TcpConnection connection(Socket socket, TcpSettings.Door door) throws IOException {
        try {
            Line line = new Line(socket, door.tls());
            return new TcpConnection(line, settings, logins, commands, memory, ids.get());
        } catch (IOException gone) {
            socket.close();
            throw gone;
        }
    }

    private void serve(Socket socket, TcpSettings.Door door) throws IOException {
        TcpConnection connection = connection(socket, door);
        connections.add(connection);
        if (isStopped) {
            connection.beginStop();
        }
        Thread.ofVirtual()
                .name("tcp-reader")
                .start(() -> {
                    try {
                        connection.run();
                    } finally {
                        connections.remove(connection);
                        places.release();
                    }
                });
    }

    /** Looks at each connection again and again, so that none needs a clock of its own. */
    private void look() {
        Duration shortest =
                settings.heartbeatInterval().compareTo(settings.heartbeatTimeout()) < 0
                        ? settings.heartbeatInterval()
                        : settings.heartbeatTimeout();
        Duration pause = clamped(shortest.dividedBy(LOOKS));
        try {
            while (!isStopped) {
                Thread.sleep(pause);
                long now = System.nanoTime();
                connections.forEach(connection -> connection.look(now));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration clamped(Duration pause) {
        return pause.compareTo(LOOK_MIN) < 0
                ? LOOK_MIN
                : pause.compareTo(LOOK_MAX) > 0 ? LOOK_MAX : pause;
    }

    private static void close(Listener listener) {
        try {
            listener.socket().close();
        } catch (IOException ignored) {
            logger.debug("Closing a port failed", ignored);
        }
    }
}
