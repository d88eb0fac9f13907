package dev.eventstore.server.contract;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client is told, in words that all protocols can say. */
sealed interface Outcome {
    /**
     * Events were appended, or had been by the same request before.
     *
     * @param last revision of the last one
     */
    record Appended(long last) implements Outcome {}

    /**
     * The stream was not as expected.
     *
     * @param head its last revision, −1 if there is none, {@link #UNKNOWN} if nothing is said
     */
    record WrongExpectedVersion(long head) implements Outcome {
        static final long UNKNOWN = Long.MIN_VALUE;
    }

    /** The stream is gone for good. */
    record StreamDeleted() implements Outcome {}

    /** There is no such stream, or it is softly deleted. */
    record NoStream() implements Outcome {}

    /** The caller may not, or is not who it says: HTTP tells both by the same status. */
    record AccessDenied() implements Outcome {}

    /** It is done; there is nothing more to say. */
    record Done() implements Outcome {}

    /** What was read, in the order of reading. */
    record Read(List<Seen> events) implements Outcome {}

    /**
     * An event as a client sees it.
     *
     * @param stream its own stream, of a followed link its target's
     * @param link the stream of the link that was followed, {@code null} if there was none
     */
    record Seen(
            String stream,
            long revision,
            UUID id,
            String type,
            boolean isJson,
            String data,
            @Nullable String link) {}
}
