package dev.eventstore.launcher;

/** Starts Event Store on a desktop: for now the console node, with the same options. */
public final class Main {
    /** Set to true, the node stops in good order as soon as the process that started it is gone. */
    private static final String STOP_WITH_PARENT = "eventstore.stopWithParent";

    private Main() {}

    /** Hands the arguments to the console node, which decides how the process ends. */
    public static void main(String[] arguments) {
        if (Boolean.getBoolean(STOP_WITH_PARENT)) {
            ProcessHandle.current().parent().ifPresent(Main::stopAfter);
        }
        dev.eventstore.server.Main.main(arguments);
    }

    private static void stopAfter(ProcessHandle parent) {
        Thread.ofPlatform()
                .daemon()
                .name("parent-watch")
                .start(() -> {
                    parent.onExit().join();
                    System.exit(0);
                });
    }
}
