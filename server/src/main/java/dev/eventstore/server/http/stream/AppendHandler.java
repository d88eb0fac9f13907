package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.stream.body.EventIds;
import dev.eventstore.server.http.stream.body.WriteBody;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Appends events to streams and metastreams. Thread-safe. */
final class AppendHandler {
    private final GuardedStreams streams;
    private final Supplier<UUID> newIds;

    /**
     * @param newIds names events whose writer did not
     */
    AppendHandler(GuardedStreams streams, Supplier<UUID> newIds) {
        this.streams = streams;
        this.newIds = newIds;
    }

    /**
     * Appends to a stream. A body that is one event's data needs its type in a header; without an
     * id the client is sent on to an address that has one, so that it can repeat the request
     * safely.
     */
    Reply append(Call call) throws BadRequest {
        StreamName stream = PathNumbers.stream(call);
        boolean isSelfDescribing = WriteBody.isSelfDescribing(call.requestType());
        Optional<String> type = RequestHeaders.eventType(call);
        if (!isSelfDescribing && type.isEmpty()) {
            throw new BadRequest(
                    "Must include an event type with the request either in body or as ES-EventType"
                            + " header.");
        }
        Optional<UUID> id = RequestHeaders.eventId(call);
        if (!isSelfDescribing && id.isEmpty()) {
            return redirectToNewId(call);
        }
        return write(call, stream, id, type);
    }

    /** Appends one event under the id in the path. */
    Reply appendUnderId(Call call) throws BadRequest {
        StreamName stream = PathNumbers.stream(call);
        Optional<UUID> id = EventIds.parse(call.pathParameter("id"));
        if (id.isEmpty()) {
            throw new BadRequest("Invalid request. Unable to parse guid");
        }
        return write(call, stream, id, RequestHeaders.eventType(call));
    }

    /** Writes the metadata of a stream. */
    Reply writeMetadata(Call call) throws BadRequest {
        StreamName metastream =
                PathNumbers.metastream(
                        call,
                        "Invalid request. Stream must be non-empty string and should not be"
                                + " metastream");
        Optional<UUID> id = RequestHeaders.eventId(call);
        Optional<String> type = RequestHeaders.eventType(call);
        if (type.isPresent() && !type.get().equals(SystemEventTypes.METADATA)) {
            throw new BadRequest("Bad Request. You should not include an event type for metadata.");
        }
        return write(call, metastream, id, Optional.of(SystemEventTypes.METADATA));
    }

    private Reply write(Call call, StreamName stream, Optional<UUID> id, Optional<String> type)
            throws BadRequest {
        ExpectedVersion expected = RequestHeaders.expectedVersion(call);
        RequestHeaders.requireMaster(call);
        List<NewEvent> events =
                WriteBody.read(call.body(), call.requestType(), id.orElse(null), type.orElse(null));
        Append append = new Append(stream, expected, events);
        return switch (streams.on(call.caller()).append(append)) {
            case AppendResult.Appended done ->
                    Reply.emptyText(201, "Created")
                            .with(
                                    "Location",
                                    call.links().stream(stream.value()) + "/" + done.first());
            case AppendResult.WrongExpectedVersion wrong ->
                    Reply.emptyText(400, "Wrong expected EventNumber")
                            .with("ES-CurrentVersion", Long.toString(wrong.head()))
                            .explained("The stream ends at event " + wrong.head() + ".");
            case AppendResult.StreamDeleted _ -> Replies.streamDeleted();
            case AppendResult.EventTooLarge large ->
                    throw new BadRequest(
                            413, "Event " + large.index() + " has " + large.bytes() + " bytes");
            case AppendResult.AccessDenied _ -> Replies.accessDenied();
        };
    }

    private Reply redirectToNewId(Call call) {
        String self = call.links().self();
        int query = self.indexOf('?');
        String address = query < 0 ? self : self.substring(0, query);
        return Reply.of(307, MediaType.TEXT, "Forwarding to idempotent URI")
                .withReason("Temporary Redirect")
                .with("Location", address + "/incoming/" + newIds.get());
    }
}
