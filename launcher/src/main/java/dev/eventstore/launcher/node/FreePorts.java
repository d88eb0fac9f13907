package dev.eventstore.launcher.node;

import dev.eventstore.launcher.settings.NodeChoices;
import dev.eventstore.server.node.FreePort;
import dev.eventstore.server.node.PortConflict;
import java.net.InetAddress;

/**
 * Ports for a node that found one of its own taken. Whoever has the one often has the other as
 * well, such as another node: both are looked at, so that one answer is enough.
 *
 * @param words what they are called on a button, such as {@code port 2114}
 */
public record FreePorts(int http, int tcp, String words) {
    /** Finds them; opens sockets on this computer for a moment, which takes no time. */
    public static FreePorts of(NodeChoices choices, PortConflict conflict) {
        InetAddress address = InetAddress.ofLiteral(conflict.address());
        int http = free(address, choices.httpPort(), conflict);
        int tcp = free(address, choices.tcpPort(), conflict);
        boolean isHttp = http != choices.httpPort();
        boolean isTcp = tcp != choices.tcpPort();
        return new FreePorts(
                http,
                tcp,
                isHttp && isTcp
                        ? "ports " + http + " and " + tcp
                        : "port " + (isHttp ? http : tcp));
    }

    private static int free(InetAddress address, int wanted, PortConflict conflict) {
        // 0 stays: any port will do.
        return wanted == conflict.port()
                ? conflict.nextFree().orElse(0)
                : wanted == 0 ? 0 : FreePort.from(address, wanted).orElse(0);
    }
}
