package dev.eventstore.launcher.node;

/** Where clients connect to a running node, in the words of each kind of client. */
public final class Addresses {
    private Addresses() {}

    /** The connection string of clients of KurrentDB and EventStoreDB. */
    public static String grpc(RunningNode node) {
        String login = node.isOpen() ? "" : "admin:changeit@";
        String tls = node.isEncrypted() ? "" : "?tls=false";
        return "esdb://" + login + node.address().getAuthority() + tls;
    }

    /** The connection string of clients of version 5, empty if TCP is not served. */
    public static String tcp(RunningNode node) {
        if (node.node().tcpPort().isEmpty()) {
            return "";
        }
        return "tcp://admin:changeit@"
                + node.address().getHost()
                + ":"
                + node.node().tcpPort().getAsInt();
    }
}
