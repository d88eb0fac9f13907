package dev.eventstore.server;

/** Starts the console node. */
public final class Main {
    private Main() {}

    /** Arguments become settings, settings become a node. */
    public static void main(String[] arguments) {
        System.Logger logger = System.getLogger("eventstore");
        logger.log(System.Logger.Level.ERROR, "There is no node yet.");
    }
}
