package dev.eventstore.server.node;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A port that a node was to listen on and that somebody else has.
 *
 * @param address the address it was to listen on
 * @param option the option that chooses the port, such as {@code --http-port}
 * @param holder the process that has it, empty if the system does not tell
 * @param user whose program has it, where the system tells only that
 * @param isNode whether whoever listens there is another Event Store node
 * @param nextFree a port near it that is free
 */
public record PortConflict(
        String address,
        int port,
        String option,
        Optional<Holder> holder,
        Optional<String> user,
        boolean isNode,
        OptionalInt nextFree)
        implements StartFailure {
    /**
     * A process that listens.
     *
     * @param command the program, empty if unknown
     */
    public record Holder(long pid, String command) {
        /** Whether it is the process that asks. */
        public boolean isThisProcess() {
            return pid == ProcessHandle.current().pid();
        }

        private String name() {
            String program = command.isEmpty() ? "" : " (" + command + ")";
            return (isThisProcess() ? "this very process, " : "process ") + pid + program;
        }
    }

    /** Who has the port and what to do, for people at a command line. */
    String sentence() {
        String who =
                holder.map(Holder::name)
                                .or(() -> user.map(name -> "a program of the user " + name))
                                .orElse("another program")
                        + (isNode ? ", which is another Event Store node" : "");
        String advice =
                nextFree.isPresent()
                        ? "or choose another port, such as " + option + " " + nextFree.getAsInt()
                        : "or choose another port with " + option;
        return "Port "
                + port
                + " on "
                + address
                + " is taken by "
                + who
                + ". Stop it, "
                + advice
                + ".";
    }
}
