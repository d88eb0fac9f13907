package dev.eventstore.launcher.node;

import dev.eventstore.server.eventlog.DatabaseRefusedException.Reason;
import dev.eventstore.server.node.PortConflict;
import dev.eventstore.server.node.StartFailedException;
import dev.eventstore.server.node.StartFailure;
import java.util.List;
import java.util.Optional;

/** Says in plain words why a node does not run, and what to do. */
final class Problems {
    /** Whom the service of a package runs as. */
    private static final String SERVICE_USER = "eventstore";

    private Problems() {}

    static Problem of(StartFailedException failed) {
        String message = String.valueOf(failed.getMessage());
        return switch (failed.failure()) {
            case PortConflict conflict -> taken(conflict, failed);
            case StartFailure.Database(Reason reason) -> refused(reason, message, failed);
            case StartFailure.Kind.OTHER ->
                    Problem.of(
                            "The node could not start",
                            message,
                            "The log has more. Change the settings and start again.",
                            failed);
        };
    }

    static Problem options(List<String> problems) {
        return new Problem(
                "The options are refused",
                String.join(" ", problems),
                "Change the settings, or the options this program was started with.",
                "",
                Optional.empty());
    }

    static Problem broken(RuntimeException failure) {
        return Problem.of(
                "The database failed",
                "Something could not be written or read, so the node stopped. What it had"
                        + " answered as stored is on disk.",
                "Look whether the disk is full or was taken away, then start again.",
                failure);
    }

    static Problem unanswered(String why) {
        return new Problem(
                "The node started but does not answer",
                why,
                "Something on this computer keeps programs from reaching it, such as a firewall."
                        + " Try another port.",
                "",
                Optional.empty());
    }

    static Problem surprising(RuntimeException bug) {
        return Problem.of(
                "Something went wrong that should not",
                String.valueOf(bug),
                "Start again. If it stays, copy this and report it.",
                bug);
    }

    private static Problem taken(PortConflict conflict, Throwable cause) {
        boolean isService =
                conflict.isNode() && conflict.user().filter(SERVICE_USER::equals).isPresent();
        String free =
                conflict.nextFree().isPresent()
                        ? "Use port " + conflict.nextFree().getAsInt() + " instead"
                        : "Choose another port in the settings";
        return new Problem(
                "Port " + conflict.port() + " is taken",
                isService
                        ? "The Event Store service of this computer runs there, with a database of"
                                + " its own."
                        : (conflict.isNode() ? "Another Event Store node" : "Another program")
                                + " listens there"
                                + holder(conflict),
                isService
                        ? "Work with that one, or start a second one here. "
                                + free
                                + ". The service ends with: sudo systemctl stop eventstore"
                        : free + ", or end that program and start again.",
                Problem.trace(cause),
                Optional.of(conflict));
    }

    private static String holder(PortConflict conflict) {
        return conflict.holder()
                .map(holder ->
                        holder.isThisProcess()
                                ? ": this very program."
                                : ": process "
                                        + holder.pid()
                                        + (holder.command().isEmpty()
                                                ? "."
                                                : ", " + holder.command() + "."))
                .or(() -> conflict.user().map(name -> ": it belongs to the user " + name + "."))
                .orElse(".");
    }

    private static Problem refused(Reason reason, String message, Throwable cause) {
        String title =
                switch (reason) {
                    case IN_USE -> "The database is open elsewhere";
                    case DAMAGED -> "The database is damaged";
                    case FOREIGN -> "This is no database of Event Store";
                    case NEWER -> "A newer version wrote this database";
                    case OLDER -> "A preview version wrote this database";
                    case INACCESSIBLE -> "The database cannot be read or written";
                };
        String advice =
                switch (reason) {
                    case IN_USE -> "Stop the other node, or choose another database.";
                    case DAMAGED ->
                            "Restore a backup, or choose another database. Nothing was changed in"
                                    + " this one.";
                    case FOREIGN -> "Choose another folder. Nothing was changed in this one.";
                    case NEWER, OLDER -> "Choose another database.";
                    case INACCESSIBLE ->
                            "Look whether you may write to that folder and its disk is there, or"
                                    + " choose another one.";
                };
        return Problem.of(title, message, advice, cause);
    }
}
