package dev.eventstore.launcher.settings;

/**
 * What the user wants of the node.
 *
 * @param httpPort 1 to 65535, or 0 for any free one
 * @param tcpPort the same for TCP
 * @param logLevel Error, Warn, Info, Debug or Trace
 * @param runsProjections whether projections run, the standard ones at once
 */
public record NodeChoices(
        DatabaseChoice database,
        int httpPort,
        int tcpPort,
        Access access,
        String logLevel,
        boolean runsProjections) {
    public static final int PORT_MAX = 65_535;

    /**
     * @throws IllegalArgumentException if a port cannot be
     */
    public NodeChoices {
        if (httpPort < 0 || httpPort > PORT_MAX || tcpPort < 0 || tcpPort > PORT_MAX) {
            throw new IllegalArgumentException("A port is a number from 0 to " + PORT_MAX + ".");
        }
    }

    public NodeChoices withDatabase(DatabaseChoice other) {
        return new NodeChoices(other, httpPort, tcpPort, access, logLevel, runsProjections);
    }

    public NodeChoices withPorts(int http, int tcp) {
        return new NodeChoices(database, http, tcp, access, logLevel, runsProjections);
    }

    public NodeChoices withAccess(Access other) {
        return new NodeChoices(database, httpPort, tcpPort, other, logLevel, runsProjections);
    }

    public NodeChoices withLogLevel(String other) {
        return new NodeChoices(database, httpPort, tcpPort, access, other, runsProjections);
    }

    public NodeChoices withProjections(boolean run) {
        return new NodeChoices(database, httpPort, tcpPort, access, logLevel, run);
    }
}
