package dev.eventstore.launcher.desktop;

import dev.eventstore.launcher.node.NodeState;
import dev.eventstore.launcher.node.Problem;
import dev.eventstore.launcher.node.RunningNode;
import java.nio.file.Path;

/** What the node does, in a line or two. */
public final class Status {
    private Status() {}

    /** For the command line. */
    public static String of(Situation situation) {
        return switch (situation.node()) {
            case NodeState.Stopped _ -> "Stopped.";
            case NodeState.Starting _ -> "Starting.";
            case NodeState.Stopping _ -> "Stopping.";
            case NodeState.Running(RunningNode node) ->
                    "Running at "
                            + node.address()
                            + ", database "
                            + node.folder().map(Path::toString).orElse("in memory")
                            + (node.isTemporary() ? " (temporary)." : ".");
            case NodeState.Failed(Problem problem) ->
                    "Failed: " + problem.title() + ". " + problem.why();
        };
    }

    /** For the tray, in a few words. */
    public static String brief(Situation situation) {
        return switch (situation.node()) {
            case NodeState.Stopped _ -> "Stopped";
            case NodeState.Starting _ -> "Starting …";
            case NodeState.Stopping _ -> "Stopping …";
            case NodeState.Running(RunningNode node) ->
                    "Running on port "
                            + node.address().getPort()
                            + (node.isTemporary() ? ", temporary database" : "");
            case NodeState.Failed(Problem problem) -> "Failed: " + problem.title();
        };
    }
}
