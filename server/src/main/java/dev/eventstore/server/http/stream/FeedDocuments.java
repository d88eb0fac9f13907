package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.stream.feed.Embed;
import dev.eventstore.server.http.stream.feed.EventDocument;
import dev.eventstore.server.http.stream.feed.Feed;
import dev.eventstore.server.http.stream.feed.HtmlPage;
import dev.eventstore.server.http.stream.feed.JsonFeed;
import dev.eventstore.server.http.stream.feed.XmlFeed;
import dev.eventstore.server.http.stream.payload.BoundedBytes.TooLongException;

/** Writes a feed in the form that was negotiated. Thread-safe. */
public final class FeedDocuments {
    private FeedDocuments() {}

    /** 200 with the feed; the type is that of the answer, feeds know JSON, XML and HTML. */
    public static Reply reply(Call call, MediaType type, StreamName stream, Feed feed) {
        if (type.equals(MediaType.HTML)) {
            String web = call.links().to(EventDocument.WEB);
            return Reply.ok(type, HtmlPage.bytes(web, stream, null));
        }
        Embed embed = embed(call);
        if (!type.subtype().endsWith("xml")) {
            return Reply.ok(type, JsonFeed.bytes(feed, embed, call.links()));
        }
        try {
            return Reply.ok(type, XmlFeed.bytes(feed, embed, call.links()));
        } catch (TooLongException tooLong) {
            return Replies.tooLongForXml();
        }
    }

    /** How much of each event the client wants to see. */
    static Embed embed(Call call) {
        return call.query("embed").map(Embed::named).orElse(Embed.NONE);
    }
}
