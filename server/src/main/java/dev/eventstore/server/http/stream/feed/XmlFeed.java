package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.http.stream.payload.BoundedBytes.TooLongException;
import java.time.Instant;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Writes feeds and entries as Atom, on one line as version 5 did. Thread-safe. */
public final class XmlFeed {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private XmlFeed() {}

    /**
     * A page as a document.
     *
     * @throws TooLongException if it would be longer than {@value XmlDocument#BYTES_MAX} bytes
     */
    public static byte[] bytes(Feed feed, Embed embed, Links links) throws TooLongException {
        return XmlDocument.bytes(
                true,
                xml -> {
                    xml.root("", "feed", ATOM);
                    xml.text("title", feed.title());
                    xml.text("id", feed.id());
                    xml.text("updated", updated(feed.updated()));
                    xml.author();
                    for (Feed.Link link : feed.links()) {
                        xml.link(link.uri(), link.relation());
                    }
                    EntryNames names = new EntryNames(links);
                    for (ResolvedEvent entry : feed.entries()) {
                        xml.start("entry");
                        entry(entry, names, xml);
                        for (Feed.Link link : feed.settling(entry)) {
                            xml.link(link.uri(), link.relation());
                        }
                        if (JsonEntries.hasContent(entry, embed, false)) {
                            xml.content(entry.original());
                        }
                        xml.end();
                    }
                    xml.end();
                });
    }

    /** An entry with its content as a document. */
    static byte[] entry(ResolvedEvent entry, Links links) throws TooLongException {
        return XmlDocument.bytes(
                true,
                xml -> {
                    xml.root("atom", "entry", ATOM);
                    entry(entry, new EntryNames(links), xml);
                    if (JsonEntries.hasContent(entry, Embed.CONTENT, true)) {
                        xml.content(entry.original());
                    }
                    xml.end();
                });
    }

    /** Writes an entry but for its content, which comes last. */
    private static void entry(ResolvedEvent entry, EntryNames names, XmlDocument xml)
            throws XMLStreamException {
        names.turnTo(entry);
        String address = names.address().text();
        xml.text("title", names.title().text());
        xml.text("id", address);
        xml.text("updated", updated(entry.original().created()));
        xml.author();
        xml.text("summary", JsonEntries.summary(entry));
        xml.link(address, "edit");
        xml.link(address, "alternate");
    }

    private static String updated(@Nullable Instant time) {
        return time == null ? JsonFeed.NEVER : new Line().add(time).text();
    }
}
