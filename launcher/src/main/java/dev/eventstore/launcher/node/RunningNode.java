package dev.eventstore.launcher.node;

import dev.eventstore.server.node.Node;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A node that answers.
 *
 * @param node the node itself; only the controller closes it
 * @param isOpen whether it asks for no password
 * @param isEncrypted whether HTTP is served with TLS
 * @param since when it was ready
 * @param warnings sentences about how it runs that the user should know
 */
public record RunningNode(
        Node node, boolean isOpen, boolean isEncrypted, Instant since, List<String> warnings) {
    public RunningNode {
        warnings = List.copyOf(warnings);
    }

    /** Where HTTP is served. */
    public URI address() {
        return node.address();
    }

    /** The page for administrators. */
    public URI adminPage() {
        return URI.create(node.address() + "/web/");
    }

    /** The folder of its database, empty if that is in memory. */
    public Optional<Path> folder() {
        return node.databaseFolder();
    }

    /** Whether its database is one that nobody keeps. */
    public boolean isTemporary() {
        return node.isTemporary() || folder().isEmpty();
    }
}
