package dev.eventstore.server.stream;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import java.util.List;

/** What came of a checked append. */
public sealed interface CheckedAppendResult {
    /**
     * The events are on disk.
     *
     * @param heads where each of the streams ends now, in the order in which they came up
     * @param position of the last event; of a repeat, that of the original
     */
    record Appended(List<Head> heads, Position position) implements CheckedAppendResult {
        public Appended {
            heads = List.copyOf(heads);
        }
    }

    /** Where a stream ends. */
    record Head(StreamName stream, long lastRevision) {}

    /** Some conditions do not hold; nothing was written. */
    record Violated(List<Violation> violations) implements CheckedAppendResult {
        public Violated {
            violations = List.copyOf(violations);
        }
    }

    /**
     * A condition that does not hold.
     *
     * @param check its index among the checks
     * @param actual how the stream is
     */
    record Violation(int check, StreamState actual) {}

    /** Nothing was written, for another reason. */
    record Refused(AppendResult reason) implements CheckedAppendResult {}
}
