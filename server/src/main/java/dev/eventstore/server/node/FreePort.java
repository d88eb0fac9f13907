package dev.eventstore.server.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;

/** Ports on which nobody listens, at the moment of asking. */
public final class FreePort {
    private static final int PORTS_TRIED = 100;
    private static final int PORT_MAX = 65_535;

    private FreePort() {}

    /** The first free port from a number on, empty if the next hundred are all taken. */
    public static OptionalInt from(InetAddress address, int first) {
        for (int port = first; port <= Math.min(first + PORTS_TRIED - 1, PORT_MAX); port++) {
            if (isFree(address, port)) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    static boolean isFree(InetAddress address, int port) {
        try (ServerSocket trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
