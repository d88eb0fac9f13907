package dev.eventstore.launcher.desktop;

import dev.eventstore.launcher.job.JobState;
import dev.eventstore.launcher.node.NodeController;
import dev.eventstore.launcher.node.NodeState;
import dev.eventstore.launcher.node.RunningNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What can be done with databases and takes a while. Thread-safe. */
public final class DatabaseWork {
    private final Desktop desktop;
    private final NodeController controller;

    DatabaseWork(Desktop desktop, NodeController controller) {
        this.desktop = desktop;
        this.controller = controller;
    }

    /** Copies the database of the running node to an empty folder. */
    public CompletableFuture<JobState> backUp(Path folder) {
        return desktop.jobs()
                .begin(
                        "Backing up",
                        progress -> {
                            progress.report(-1, "to " + folder);
                            long bytes = running().node().backUp(folder);
                            return bytes / 1024 + " KB are in " + folder;
                        });
    }

    RunningNode running() throws IOException {
        Optional<RunningNode> running = controller.state().running();
        return running.orElseThrow(() -> new IOException("The node does not run."));
    }

    CompletableFuture<NodeState> restart(Runnable between) {
        return controller.restart(between, desktop::arguments);
    }
}
