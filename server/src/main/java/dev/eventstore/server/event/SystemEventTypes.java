package dev.eventstore.server.event;

/** Types of events that the server writes or understands. */
public final class SystemEventTypes {
    /** The metadata of a stream, in its metastream. */
    public static final String METADATA = "$metadata";

    /** A tombstone: the stream is gone for good. */
    public static final String STREAM_DELETED = "$streamDeleted";

    /** A link: its data is {@code revision@stream}. */
    public static final String LINK = "$>";

    /** A reference to a stream: its data is the name. */
    public static final String STREAM_REFERENCE = "$@";

    /** The default access rules, in the stream {@code $settings}. */
    public static final String SETTINGS = "$settings";

    private SystemEventTypes() {}
}
