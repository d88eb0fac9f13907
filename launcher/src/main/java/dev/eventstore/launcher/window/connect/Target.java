package dev.eventstore.launcher.window.connect;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.settings.Access;
import dev.eventstore.launcher.settings.NodeChoices;
import java.util.OptionalInt;

/**
 * What programs connect to.
 *
 * @param tcpPort empty if TCP is not served
 * @param isOpen whether it asks for no password
 */
record Target(String host, int httpPort, OptionalInt tcpPort, boolean isOpen, boolean isEncrypted) {
    /** The running node, or the one that the next start would give. */
    static Target of(Situation situation) {
        return situation.node().running().map(Target::of).orElseGet(() -> of(situation.choices()));
    }

    private static Target of(RunningNode node) {
        return new Target(
                node.address().getHost(),
                node.address().getPort(),
                node.node().tcpPort(),
                node.isOpen(),
                node.isEncrypted());
    }

    private static Target of(NodeChoices choices) {
        return new Target(
                "127.0.0.1",
                choices.httpPort(),
                OptionalInt.of(choices.tcpPort()),
                choices.access() == Access.OPEN,
                false);
    }

    String http() {
        return (isEncrypted ? "https://" : "http://") + host + ":" + httpPort;
    }

    /** For clients that speak gRPC, with the given scheme. */
    String grpc(String scheme) {
        return scheme
                + "://"
                + (isOpen ? "" : "admin:changeit@")
                + host
                + ":"
                + httpPort
                + (isEncrypted ? "" : "?tls=false");
    }
}
