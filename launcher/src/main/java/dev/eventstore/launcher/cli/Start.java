package dev.eventstore.launcher.cli;

import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.server.config.Invocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the program is to be started.
 *
 * @param profile which settings, empty if none was named
 * @param dataDir one folder for everything the program keeps
 * @param isHeadless whether there shall be no window
 * @param isHidden whether the window stays away at first
 * @param database where the command line says the database is, other than by {@code --db}
 * @param nodeOptions options of the node
 */
public record Start(
        Optional<String> profile,
        Optional<Path> dataDir,
        boolean isHeadless,
        boolean isHidden,
        Optional<DatabaseChoice> database,
        List<String> nodeOptions) {
    public Start {
        nodeOptions = List.copyOf(nodeOptions);
    }

    /** Whether all that is wanted is a text from the node, such as the options in force. */
    public boolean wantsText() {
        return !nodeOptions.isEmpty()
                && Invocation.of(nodeOptions, Map.of(), null) instanceof Invocation.Print;
    }
}
