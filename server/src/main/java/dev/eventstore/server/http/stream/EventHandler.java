package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.stream.feed.Embed;
import dev.eventstore.server.http.stream.feed.EventDocument;
import dev.eventstore.server.http.stream.payload.BoundedBytes.TooLongException;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.StreamOperations;

/** Answers with single events, of streams and of their metadata. Thread-safe. */
final class EventHandler {
    private static final String NO_METASTREAM =
            "Stream must be non-empty string and should not be metastream";

    private final GuardedStreams guarded;
    private final Freshness freshness;

    EventHandler(GuardedStreams guarded, Freshness freshness) {
        this.guarded = guarded;
        this.freshness = freshness;
    }

    /** An event of a stream. */
    Reply event(Call call) throws BadRequest {
        StreamName stream = PathNumbers.stream(call);
        return event(call, stream, PathNumbers.revisionOrHead(call));
    }

    /** The metadata of a stream. */
    Reply metadata(Call call) throws BadRequest {
        return event(call, PathNumbers.metastream(call, NO_METASTREAM), ReadEvent.NEWEST);
    }

    /** Earlier metadata of a stream, if they are still there. */
    Reply metadataEvent(Call call) throws BadRequest {
        StreamName metastream = PathNumbers.metastream(call, NO_METASTREAM);
        return event(call, metastream, PathNumbers.revisionOrHead(call));
    }

    private Reply event(Call call, StreamName stream, long revision) throws BadRequest {
        boolean resolveLinks = RequestHeaders.resolveLinks(call);
        RequestHeaders.requireMaster(call);
        StreamOperations streams = guarded.on(call.caller());
        MediaType type = call.responseType();
        return switch (streams.readEvent(new ReadEvent(stream, revision, resolveLinks))) {
            case ReadEventResult.Found found when found.event().event() == null ->
                    notFound("The target of the link is gone.", type);
            case ReadEventResult.Found found -> found(call, stream, revision, found);
            case ReadEventResult.NotFound _, ReadEventResult.NoStream _ ->
                    isMetastreamOfSomething(streams, stream)
                            ? noMetadata(type, revision)
                            : notFound("There is no such event.", type);
            case ReadEventResult.StreamDeleted _ -> Replies.about(Replies.deleted(), type);
            case ReadEventResult.AccessDenied _ -> Replies.about(Replies.accessDenied(), type);
        };
    }

    private Reply found(Call call, StreamName stream, long revision, ReadEventResult.Found found) {
        MediaType type = call.responseType();
        Reply reply;
        try {
            Embed embed = FeedDocuments.embed(call);
            reply = Reply.ok(type, EventDocument.bytes(type, found.event(), embed, call.links()));
        } catch (TooLongException tooLong) {
            return Replies.tooLongForXml();
        }
        RecordedEvent original = found.event().original();
        return revision == ReadEvent.NEWEST
                ? freshness.changing(
                        reply, stream, found.metadata(), original.revision().value(), type)
                : freshness.lasting(reply, stream);
    }

    private static Reply notFound(String sentence, MediaType type) {
        return Replies.about(Replies.notFound().explained(sentence), type);
    }

    /** A stream without metadata has empty ones. */
    private Reply noMetadata(MediaType type, long revision) {
        Reply reply = Replies.about(Reply.of(200, type, ""), type);
        return revision == ReadEvent.NEWEST
                ? freshness.unversioned(reply)
                : freshness.lastingForOne(reply);
    }

    private static boolean isMetastreamOfSomething(StreamOperations streams, StreamName stream) {
        return stream.isMetastream()
                && streams.metadata(stream.original()) instanceof MetadataResult.InForce original
                && original.head() >= 0;
    }
}
