package dev.eventstore.server.group;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;

/**
 * Names a group.
 *
 * @param source the stream that its events come from, {@code $all} for everything
 * @param name the group's own name, unique for that stream; 1 to {@value #NAME_MAX} characters
 */
public record GroupId(StreamName source, String name) {
    /** The longest name of a group, in characters. */
    public static final int NAME_MAX = 1_000;

    private static final String PREFIX = "$persistentsubscription-";
    private static final String OF_ALL = PREFIX + SystemStreams.ALL + "::";
    private static final String CHECKPOINT = "-checkpoint";
    private static final String PARKED = "-parked";

    /**
     * @throws IllegalArgumentException if the name is empty or too long, alone or together with
     *     that of the stream
     */
    public GroupId {
        if (name.isEmpty() || name.length() > NAME_MAX) {
            throw new IllegalArgumentException(
                    "The name of a group has 1 to " + NAME_MAX + " characters.");
        }
        // The longest of the names that are made of it must be possible.
        var _ = StreamName.of("$$" + PREFIX + source + "::" + name + CHECKPOINT);
    }

    /** Answers whether the group gets its events from everything. */
    public boolean isOfAll() {
        return source.equals(SystemStreams.ALL);
    }

    /** The stream that tells how far the group has come. */
    public StreamName checkpoints() {
        return StreamName.of(PREFIX + this + CHECKPOINT);
    }

    /** The stream that links to the events that nobody could settle. */
    public StreamName parked() {
        return StreamName.of(PREFIX + this + PARKED);
    }

    /**
     * Answers whether a stream belongs to a group of everything, which must not get its own writes
     * as events.
     */
    static boolean isOwnOfAll(StreamName stream) {
        String text = (stream.isMetastream() ? stream.original() : stream).value();
        return text.startsWith(OF_ALL) && (text.endsWith(CHECKPOINT) || text.endsWith(PARKED));
    }

    /** As clients write it: {@code stream::group}. */
    @Override
    public String toString() {
        return source + "::" + name;
    }
}
