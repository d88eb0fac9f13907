package dev.eventstore.launcher.window.settings;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.settings.Access;
import dev.eventstore.launcher.settings.NodeChoices;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the user typed about the node, and whether it can be.
 *
 * @param httpPort as typed
 * @param tcpPort as typed
 */
record SettingsModel(
        String httpPort,
        String tcpPort,
        Access access,
        String logLevel,
        boolean runsProjections,
        NodeChoices before) {
    static SettingsModel of(NodeChoices choices) {
        return new SettingsModel(
                Integer.toString(choices.httpPort()),
                Integer.toString(choices.tcpPort()),
                choices.access(),
                choices.logLevel(),
                choices.runsProjections(),
                choices);
    }

    /** What is wrong, in a sentence; empty if nothing is. */
    Optional<String> wrong() {
        OptionalInt http = PortText.read(httpPort);
        OptionalInt tcp = PortText.read(tcpPort);
        if (http.isEmpty()) {
            return Optional.of("The HTTP port is a number from 1 to 65535, or 0 for any free one.");
        }
        if (tcp.isEmpty()) {
            return Optional.of("The TCP port is a number from 1 to 65535, or 0 for any free one.");
        }
        if (http.getAsInt() != 0 && http.getAsInt() == tcp.getAsInt()) {
            return Optional.of("HTTP and TCP need a port each.");
        }
        return Optional.empty();
    }

    /** What the user wants; empty while something is wrong. */
    Optional<NodeChoices> choices() {
        return wrong().isPresent()
                ? Optional.empty()
                : Optional.of(
                        before.withPorts(
                                        PortText.read(httpPort).orElseThrow(),
                                        PortText.read(tcpPort).orElseThrow())
                                .withAccess(access)
                                .withLogLevel(logLevel)
                                .withProjections(runsProjections));
    }

    boolean isChanged() {
        return !choices().equals(Optional.of(before));
    }

    /** Whether the node runs with other choices than these. */
    static boolean needsRestart(Situation situation) {
        NodeChoices choices = situation.choices();
        return situation.node().running().map(running -> !agrees(running, choices)).orElse(false);
    }

    private static boolean agrees(RunningNode running, NodeChoices choices) {
        return (choices.httpPort() == 0 || running.address().getPort() == choices.httpPort())
                && (choices.tcpPort() == 0
                        || running.node().tcpPort().orElse(-1) == choices.tcpPort())
                && running.isOpen() == (choices.access() == Access.OPEN);
    }
}
