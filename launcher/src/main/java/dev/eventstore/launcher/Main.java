package dev.eventstore.launcher;

/** Starts Event Store on a desktop: for now the console node, with the same options. */
public final class Main {
    private Main() {}

    /** Hands the arguments to the console node, which decides how the process ends. */
    public static void main(String[] arguments) {
        dev.eventstore.server.Main.main(arguments);
    }
}
