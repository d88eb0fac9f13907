package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;

/** Deletes streams, softly or for good. Thread-safe. */
final class DeleteHandler {
    private final GuardedStreams streams;

    DeleteHandler(GuardedStreams streams) {
        this.streams = streams;
    }

    Reply delete(Call call) throws BadRequest {
        StreamName stream = PathNumbers.stream(call);
        ExpectedVersion expected = RequestHeaders.expectedVersionOfDelete(call);
        RequestHeaders.requireMaster(call);
        boolean forGood = RequestHeaders.hardDelete(call);
        Delete delete = new Delete(stream, expected, forGood);
        return switch (streams.on(call.caller()).delete(delete)) {
            case DeleteResult.Deleted _ -> Reply.emptyText(204, "Stream deleted");
            case DeleteResult.WrongExpectedVersion wrong ->
                    Reply.emptyText(400, "Wrong expected EventNumber")
                            .explained("The stream ends at event " + wrong.head() + ".");
            case DeleteResult.StreamDeleted _ -> Replies.streamDeleted();
            case DeleteResult.AccessDenied _ -> Replies.accessDenied();
        };
    }
}
