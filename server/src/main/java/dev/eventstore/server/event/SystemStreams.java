package dev.eventstore.server.event;

/** Streams with a meaning of their own. */
public final class SystemStreams {
    /** Not a stream but everything: reads of it are reads of the log. */
    public static final StreamName ALL = StreamName.of("$all");

    /** The default access rules. */
    public static final StreamName SETTINGS = StreamName.of("$settings");

    /** One event per user account that was ever created. */
    public static final StreamName USERS = StreamName.of("$users");

    /** The history of scavenges. */
    public static final StreamName SCAVENGES = StreamName.of("$scavenges");

    private SystemStreams() {}
}
