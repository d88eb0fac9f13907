package dev.eventstore.server.http.stream.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.http.stream.payload.JsonLayout;
import dev.eventstore.server.http.stream.payload.LaxJson;
import dev.eventstore.server.http.stream.payload.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries and events into a JSON document. For one thread and one document.
 *
 * <p>Payloads go from the bytes of the log to the bytes of the answer with no text in between.
 */
final class JsonEntries {
    /** How much indented text a document may hold; what follows stays as it was stored. */
    private static final long INDENTED_BYTES_MAX = 64L * 1024 * 1024;

    private static final SerializableString EVENT_ID = new SerializedString("eventId");
    private static final SerializableString EVENT_TYPE = new SerializedString("eventType");
    private static final SerializableString EVENT_NUMBER = new SerializedString("eventNumber");
    private static final SerializableString EVENT_STREAM = new SerializedString("eventStreamId");
    private static final SerializableString DATA = new SerializedString("data");
    private static final SerializableString META_DATA = new SerializedString("metaData");
    private static final SerializableString METADATA = new SerializedString("metadata");
    private static final SerializableString LINK_DATA = new SerializedString("linkMetaData");
    private static final SerializableString STREAM_ID = new SerializedString("streamId");
    private static final SerializableString IS_JSON = new SerializedString("isJson");
    private static final SerializableString IS_META = new SerializedString("isMetaData");
    private static final SerializableString IS_LINK_META = new SerializedString("isLinkMetaData");
    private static final SerializableString POSITION_NUMBER =
            new SerializedString("positionEventNumber");
    private static final SerializableString POSITION_STREAM =
            new SerializedString("positionStreamId");
    private static final SerializableString TITLE = new SerializedString("title");
    private static final SerializableString ID = new SerializedString("id");
    private static final SerializableString UPDATED = new SerializedString("updated");
    private static final SerializableString AUTHOR = new SerializedString("author");
    private static final SerializableString NAME = new SerializedString("name");
    private static final SerializableString SUMMARY = new SerializedString("summary");
    private static final SerializableString CONTENT = new SerializedString("content");
    private static final SerializableString LINKS = new SerializedString("links");
    private static final SerializableString URI = new SerializedString("uri");
    private static final SerializableString RELATION = new SerializedString("relation");
    private static final SerializableString EVENT_STORE = new SerializedString(Feed.AUTHOR);
    private static final SerializableString EDIT = new SerializedString("edit");
    private static final SerializableString ALTERNATE = new SerializedString("alternate");

    private final JsonGenerator json;
    private final ByteArrayOutputStream out;
    private final EntryNames names;
    private final Line line = new Line();
    private long indentedBytesLeft = INDENTED_BYTES_MAX;

    /**
     * @param json writes into {@code out}
     */
    JsonEntries(JsonGenerator json, ByteArrayOutputStream out, Links links) {
        this.json = json;
        this.out = out;
        this.names = new EntryNames(links);
    }

    /** Writes an entry that stands alone; it always shows its content. */
    void entry(ResolvedEvent entry, Embed embed) throws IOException {
        entry(entry, embed, true, List.of());
    }

    /**
     * Writes an entry of a feed.
     *
     * @param more links besides those that all entries have
     */
    void entry(ResolvedEvent entry, Embed embed, List<Feed.Link> more) throws IOException {
        entry(entry, embed, false, more);
    }

    private void entry(ResolvedEvent entry, Embed embed, boolean standsAlone, List<Feed.Link> more)
            throws IOException {
        RecordedEvent event = entry.event();
        json.writeStartObject();
        if (event != null && embed.isRich()) {
            rich(entry, event, embed);
        }
        names.turnTo(entry);
        text(TITLE, names.title());
        text(ID, names.address());
        updated(entry.original().created());
        author();
        json.writeFieldName(SUMMARY);
        json.writeString(summary(entry));
        if (hasContent(entry, embed, standsAlone)) {
            json.writeFieldName(CONTENT);
            event(entry.original());
        }
        json.writeFieldName(LINKS);
        json.writeStartArray();
        link(EDIT);
        link(ALTERNATE);
        for (Feed.Link link : more) {
            link(link);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Writes the author, as feeds and entries have it. */
    void author() throws IOException {
        json.writeFieldName(AUTHOR);
        json.writeStartObject();
        json.writeFieldName(NAME);
        json.writeString(EVENT_STORE);
        json.writeEndObject();
    }

    /** Writes when something was last updated. */
    void updated(Instant time) throws IOException {
        text(UPDATED, line.start().add(time));
    }

    /** Writes an event with its data and metadata as an object. */
    void event(RecordedEvent event) throws IOException {
        json.writeStartObject();
        json.writeFieldName(EVENT_STREAM);
        json.writeString(event.stream().value());
        json.writeFieldName(EVENT_NUMBER);
        json.writeNumber(event.revision().value());
        json.writeFieldName(EVENT_TYPE);
        json.writeString(event.type());
        text(EVENT_ID, line.start().add(event.id()));
        json.writeFieldName(DATA);
        value(event.data(), event.isJson());
        json.writeFieldName(METADATA);
        value(event.metadata(), event.isJson());
        json.writeEndObject();
    }

    /** Writes a link with an address of its own. */
    void link(Feed.Link link) throws IOException {
        json.writeStartObject();
        json.writeFieldName(URI);
        json.writeString(link.uri());
        json.writeFieldName(RELATION);
        json.writeString(link.relation());
        json.writeEndObject();
    }

    static String summary(ResolvedEvent entry) {
        return entry.link() == null ? entry.original().type() : SystemEventTypes.LINK;
    }

    static boolean hasContent(ResolvedEvent entry, Embed embed, boolean standsAlone) {
        return entry.link() == null
                && entry.original().isJson()
                && (standsAlone || embed == Embed.CONTENT);
    }

    private void rich(ResolvedEvent entry, RecordedEvent event, Embed embed) throws IOException {
        text(EVENT_ID, line.start().add(event.id()));
        json.writeFieldName(EVENT_TYPE);
        json.writeString(event.type());
        json.writeFieldName(EVENT_NUMBER);
        json.writeNumber(event.revision().value());
        boolean isJson = event.isJson();
        boolean hasMetadata = false;
        boolean hasLinkMetadata = false;
        if (embed.hasBody()) {
            isJson = data(event, embed);
            hasMetadata = !event.metadata().isEmpty();
            if (hasMetadata) {
                json.writeFieldName(META_DATA);
                body(event.metadata(), embed);
            }
            RecordedEvent link = entry.link();
            if (link != null) {
                hasLinkMetadata = !link.metadata().isEmpty();
                json.writeFieldName(LINK_DATA);
                body(link.metadata(), embed);
            }
        }
        json.writeFieldName(STREAM_ID);
        json.writeString(event.stream().value());
        bool(IS_JSON, isJson);
        bool(IS_META, hasMetadata);
        bool(IS_LINK_META, hasLinkMetadata);
        json.writeFieldName(POSITION_NUMBER);
        json.writeNumber(entry.original().revision().value());
        json.writeFieldName(POSITION_STREAM);
        json.writeString(entry.original().stream().value());
    }

    /** Writes the data if the mode shows it, and answers whether the event counts as JSON. */
    private boolean data(RecordedEvent event, Embed embed) throws IOException {
        if (event.isJson()) {
            json.writeFieldName(DATA);
            body(event.data(), embed);
            return true;
        }
        return embed == Embed.TRY_HARDER && triedHarder(event.data());
    }

    private boolean triedHarder(Payload data) throws IOException {
        json.writeFieldName(DATA);
        return body(data, Embed.TRY_HARDER);
    }

    /** Writes a payload as text, and answers whether it was found to be an object. */
    private boolean body(Payload payload, Embed embed) throws IOException {
        byte @Nullable [] indented = null;
        if (embed.isPretty()) {
            indented = JsonLayout.indentObject(payload.bytes(), indentedBytesLeft);
            indentedBytesLeft -= indented == null ? 0 : indented.length;
        }
        text(indented == null ? payload.bytes() : indented);
        return indented != null;
    }

    /** Writes a payload as the JSON that it is, or as text. */
    private void value(Payload payload, boolean isJson) throws IOException {
        byte[] bytes = payload.bytes();
        byte @Nullable [] value = isJson && !JsonData.isNull(bytes) ? LaxJson.strict(bytes) : null;
        if (value != null) {
            // The raw value makes the generator write what must stand before it.
            json.writeRawValue("");
            json.flush();
            out.writeBytes(value);
        } else {
            text(bytes);
        }
    }

    private void text(byte[] bytes) throws IOException {
        if (Utf8.isValid(bytes)) {
            json.writeUTF8String(bytes, 0, bytes.length);
        } else {
            json.writeString(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private void link(SerializableString relation) throws IOException {
        json.writeStartObject();
        text(URI, names.address());
        json.writeFieldName(RELATION);
        json.writeString(relation);
        json.writeEndObject();
    }

    private void text(SerializableString name, Line text) throws IOException {
        json.writeFieldName(name);
        json.writeUTF8String(text.bytes(), 0, text.length());
    }

    private void bool(SerializableString name, boolean value) throws IOException {
        json.writeFieldName(name);
        json.writeBoolean(value);
    }
}
