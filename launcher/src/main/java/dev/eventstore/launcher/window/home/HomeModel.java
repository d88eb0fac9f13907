package dev.eventstore.launcher.window.home;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.node.Addresses;
import dev.eventstore.launcher.node.NodeState;
import dev.eventstore.launcher.node.Problem;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.wording.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the first page says.
 *
 * @param state one word for what the node does
 * @param story the sentence below it
 * @param kind what the state looks like
 * @param badge {@code TEMPORARY}, {@code IN MEMORY}, or empty
 * @param canOpen whether the Admin UI can be opened
 * @param http address, empty if the node does not run; so are the next two
 * @param grpc connection string of gRPC clients
 * @param tcp connection string of TCP clients
 * @param access who may come in, in a sentence
 */
record HomeModel(
        String state,
        String story,
        Kind kind,
        String badge,
        boolean canOpen,
        boolean canStart,
        boolean canStop,
        Optional<Problem> problem,
        String http,
        String grpc,
        String tcp,
        String access,
        String database,
        String location,
        boolean isTemporary) {
    /** What a state looks like. */
    enum Kind {
        STOPPED,
        BUSY,
        RUNNING,
        FAILED
    }

    static HomeModel of(Situation situation, Instant now) {
        NodeState node = situation.node();
        Optional<RunningNode> running = node.running();
        DatabaseChoice choice = situation.choices().database();
        Optional<Problem> problem =
                node instanceof NodeState.Failed(Problem found)
                        ? Optional.of(found)
                        : Optional.empty();
        boolean isTemporary =
                running.map(RunningNode::isTemporary)
                        .orElse(choice instanceof DatabaseChoice.Passing);
        return new HomeModel(
                state(node),
                story(situation, now),
                kind(node),
                isTemporary ? badge(running, choice) : "",
                running.isPresent(),
                node.canStart(),
                node.canStop(),
                problem,
                running.map(each -> each.address().toString()).orElse(""),
                running.map(Addresses::grpc).orElse(""),
                running.map(Addresses::tcp).orElse(""),
                running.map(HomeModel::access).orElse(""),
                databaseName(running, choice),
                location(running, choice),
                running.isPresent() && isTemporary && running.get().folder().isPresent());
    }

    private static String state(NodeState node) {
        return switch (node) {
            case NodeState.Stopped _ -> "Stopped";
            case NodeState.Starting _ -> "Starting";
            case NodeState.Running _ -> "Running";
            case NodeState.Stopping _ -> "Stopping";
            case NodeState.Failed _ -> "Failed";
        };
    }

    private static Kind kind(NodeState node) {
        return switch (node) {
            case NodeState.Stopped _ -> Kind.STOPPED;
            case NodeState.Starting _, NodeState.Stopping _ -> Kind.BUSY;
            case NodeState.Running _ -> Kind.RUNNING;
            case NodeState.Failed _ -> Kind.FAILED;
        };
    }

    private static String story(Situation situation, Instant now) {
        return switch (situation.node()) {
            case NodeState.Stopped(Optional<String> why) ->
                    why.orElse("Nothing listens. Your events are safe on disk.");
            case NodeState.Starting _ -> "Opening the database and taking the ports …";
            case NodeState.Running(RunningNode running) ->
                    "Port "
                            + running.address().getPort()
                            + "  ·  "
                            + Texts.since(Duration.between(running.since(), now))
                            + "  ·  "
                            + Texts.contents(
                                    situation.figures().now().head(),
                                    situation.choices().runsProjections());
            case NodeState.Stopping _ -> "Answering what was asked, then closing the database …";
            case NodeState.Failed(Problem problem) -> problem.title();
        };
    }

    private static String access(RunningNode node) {
        return node.isOpen()
                ? "Open on this computer: no password is asked for."
                : "Asks for a login: admin or ops, at first with the password changeit.";
    }

    private static String badge(Optional<RunningNode> running, DatabaseChoice choice) {
        boolean isInMemory =
                running.map(each -> each.folder().isEmpty())
                        .orElse(choice == DatabaseChoice.Passing.IN_MEMORY);
        return isInMemory ? "IN MEMORY" : "TEMPORARY";
    }

    private static String databaseName(Optional<RunningNode> running, DatabaseChoice choice) {
        if (running.isPresent() && !running.get().isTemporary()) {
            return running.get().folder().map(Texts::name).orElse("");
        }
        return switch (choice) {
            case DatabaseChoice.InFolder(Path folder) -> Texts.name(folder);
            case DatabaseChoice.Passing.TEMPORARY -> "Temporary database";
            case DatabaseChoice.Passing.IN_MEMORY -> "Database in memory";
        };
    }

    private static String location(Optional<RunningNode> running, DatabaseChoice choice) {
        if (running.isPresent()) {
            return running.get().folder().map(Path::toString).orElse("Gone when the node stops");
        }
        return switch (choice) {
            case DatabaseChoice.InFolder(Path folder) -> folder.toString();
            case DatabaseChoice.Passing.TEMPORARY -> "A new one at each start";
            case DatabaseChoice.Passing.IN_MEMORY -> "Gone when the node stops";
        };
    }
}
