package dev.eventstore.server.grpc;

import dev.eventstore.server.grpc.call.CallConnection;
import dev.eventstore.server.stats.Connections;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.io.EndPoint;

/** The connections over which calls came. As many as there are sockets. Thread-safe. */
final class OpenConnections implements Connections {
    private final Map<Session, CallConnection> connections = new ConcurrentHashMap<>();

    void opened(Session session, CallConnection connection) {
        connections.putIfAbsent(session, connection);
    }

    void closed(Session session) {
        connections.remove(session);
    }

    @Override
    public List<Connection> open() {
        connections.keySet().removeIf(Session::isClosed);
        return connections.entrySet().stream()
                .map(entry -> figures(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Connection figures(Session session, CallConnection connection) {
        EndPoint socket = ((HTTP2Session) session).getEndPoint();
        var wire = socket.getConnection();
        return new Connection(
                text(session.getRemoteSocketAddress()),
                text(session.getLocalSocketAddress()),
                connection.clientName(),
                Integer.toHexString(System.identityHashCode(session)),
                wire.getBytesOut(),
                wire.getBytesIn(),
                socket.isSecure(),
                connection.tally());
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress() + ":" + internet.getPort()
                : String.valueOf(address);
    }
}
