package dev.eventstore.server.transfer;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;

/** Which streams are transferred. */
final class Selection {
    private static final String ACCOUNT = "$user-";
    private static final String STATISTICS = "$stats-";

    private Selection() {}

    static boolean has(StreamName stream) {
        String name = (stream.isMetastream() ? stream.original() : stream).value();
        return !name.startsWith(ACCOUNT)
                && !name.startsWith(STATISTICS)
                && !name.equals(SystemStreams.USERS.value());
    }
}
