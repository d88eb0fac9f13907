package dev.eventstore.launcher.node;

import java.time.Instant;
import java.util.Optional;

/** What the node is doing. */
public sealed interface NodeState {
    /**
     * It does not run.
     *
     * @param why a sentence, if it was not the user of this program who stopped it
     */
    record Stopped(Optional<String> why) implements NodeState {}

    /** It is on its way. */
    record Starting(Instant since) implements NodeState {}

    /** It answers: that was tried. */
    record Running(RunningNode node) implements NodeState {}

    /** It ends what it has begun. */
    record Stopping(Instant since) implements NodeState {}

    /** It could not start, or broke. */
    record Failed(Problem problem) implements NodeState {}

    /** Whether a start makes sense now. */
    default boolean canStart() {
        return switch (this) {
            case Stopped _, Failed _ -> true;
            case Starting _, Running _, Stopping _ -> false;
        };
    }

    /** Whether a stop makes sense now. */
    default boolean canStop() {
        return switch (this) {
            case Running _ -> true;
            case Stopped _, Starting _, Stopping _, Failed _ -> false;
        };
    }

    /** The running node, if there is one. */
    default Optional<RunningNode> running() {
        return this instanceof Running(RunningNode node) ? Optional.of(node) : Optional.empty();
    }
}
