package dev.eventstore.server.http.stream;

import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import java.nio.charset.StandardCharsets;

/** The replies that tell how a read or write ended without a document. */
final class Replies {
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);

    private Replies() {}

    static Reply accessDenied() {
        return Reply.emptyText(401, "Unauthorized")
                .explained("The access list of the stream does not let this caller do that.");
    }

    static Reply notFound() {
        return Reply.emptyText(404, "Not Found")
                .explained("There is no such stream, or it is deleted and may come back.");
    }

    static Reply deleted() {
        return Reply.emptyText(410, "Deleted").explained("The stream is deleted for good.");
    }

    static Reply streamDeleted() {
        return Reply.emptyText(410, "Stream deleted")
                .explained("The stream is deleted, its name cannot be written to.");
    }

    static Reply notModified() {
        return Reply.emptyText(304, "Not Modified");
    }

    static Reply tooManyEvents() {
        return Reply.emptyText(500, "Read size too big, should be less than 4096 items");
    }

    /** The events are too large for one answer; Event Store 5 has no such bound. */
    static Reply pageTooLarge(int fits) {
        return Reply.emptyText(
                400, "Page too large, ask for %d events or fewer".formatted(Math.max(1, fits - 1)));
    }

    /** Data made so that XML repeats a long name for each of many items; JSON has no such trap. */
    static Reply tooLongForXml() {
        return Reply.statusOnly(406, "Requested URI is not available in requested format")
                .explained("Written as XML this would be too long, ask for JSON.");
    }

    /** The same for a client that expects one event in JSON: version 5 sent an empty object. */
    static Reply about(Reply reply, MediaType type) {
        boolean isJson = type.subtype().endsWith("json");
        return isJson
                ? new Reply(
                        reply.status(),
                        reply.reason(),
                        reply.contentType(),
                        new Reply.Body.Whole(EMPTY_OBJECT),
                        reply.headers(),
                        null)
                : reply;
    }
}
