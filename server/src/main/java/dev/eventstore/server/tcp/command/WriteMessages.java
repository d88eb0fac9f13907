package dev.eventstore.server.tcp.command;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.tcp.frame.EventIds;
import dev.eventstore.server.tcp.frame.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages that bring events, by hand: so the bytes of an event are copied once, out of
 * the buffer.
 */
final class WriteMessages {
    /** How many events one message may bring. */
    static final int EVENTS_MAX = 100_000;

    /** How many characters the type of an event may have, as over HTTP. */
    static final int TYPE_CHARS_MAX = 65_536;

    private static final UUID NO_ID = new UUID(0, 0);
    private static final int JSON = 1;

    private WriteMessages() {}

    /** {@code WriteEvents}, as it came. */
    record Write(String stream, long expected, List<NewEvent> events) {}

    /** {@code TransactionWrite}, as it came. */
    record Part(long transaction, List<NewEvent> events) {}

    static Write write(Request request) throws BadRequest {
        CodedInputStream in = payload(request);
        String stream = "";
        long expected = 0;
        List<NewEvent> events = new ArrayList<>(1);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (tag) {
                    case 1 << 3 | 2 -> stream = in.readStringRequireUtf8();
                    case 2 << 3 -> expected = in.readInt64();
                    case 3 << 3 | 2 -> addEvent(in, events);
                    default -> skip(in, tag);
                }
            }
        } catch (IOException broken) {
            throw unreadable(broken);
        }
        return new Write(stream, expected, events);
    }

    static Part part(Request request) throws BadRequest {
        CodedInputStream in = payload(request);
        long transaction = 0;
        List<NewEvent> events = new ArrayList<>(1);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (tag) {
                    case 1 << 3 -> transaction = in.readInt64();
                    case 2 << 3 | 2 -> addEvent(in, events);
                    default -> skip(in, tag);
                }
            }
        } catch (IOException broken) {
            throw unreadable(broken);
        }
        return new Part(transaction, events);
    }

    private static CodedInputStream payload(Request request) {
        return CodedInputStream.newInstance(request.bytes(), request.from(), request.length());
    }

    private static void addEvent(CodedInputStream in, List<NewEvent> events)
            throws IOException, BadRequest {
        if (events.size() == EVENTS_MAX) {
            throw new BadRequest("events: there are more than " + EVENTS_MAX + ".");
        }
        int outer = in.pushLimit(in.readRawVarint32());
        events.add(event(in, events.size()));
        in.popLimit(outer);
    }

    private static NewEvent event(CodedInputStream in, int index) throws IOException, BadRequest {
        UUID id = null;
        String type = "";
        boolean isJson = false;
        Payload data = Payload.EMPTY;
        Payload metadata = Payload.EMPTY;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | 2 -> id = id(in.readByteArray(), index);
                case 2 << 3 | 2 -> type = in.readStringRequireUtf8();
                case 3 << 3 -> isJson = in.readInt32() == JSON;
                case 5 << 3 | 2 -> data = Payload.of(in.readByteArray());
                case 6 << 3 | 2 -> metadata = Payload.of(in.readByteArray());
                default -> skip(in, tag);
            }
        }
        in.checkLastTagWas(0);
        return checked(id, type, isJson, data, metadata, index);
    }

    private static NewEvent checked(
            @Nullable UUID id,
            String type,
            boolean isJson,
            Payload data,
            Payload metadata,
            int index)
            throws BadRequest {
        if (id == null || id.equals(NO_ID)) {
            throw new BadRequest("events[" + index + "].event_id: an id is needed.");
        }
        if (type.isEmpty() || type.length() > TYPE_CHARS_MAX) {
            throw new BadRequest(
                    "events["
                            + index
                            + "].event_type: 1 to "
                            + TYPE_CHARS_MAX
                            + " characters are possible.");
        }
        return new NewEvent(id, type, isJson, data, metadata);
    }

    private static UUID id(byte[] bytes, int index) throws BadRequest {
        if (bytes.length != EventIds.BYTES) {
            throw new BadRequest(
                    "events["
                            + index
                            + "].event_id: it has "
                            + bytes.length
                            + " bytes instead of "
                            + EventIds.BYTES
                            + ".");
        }
        return EventIds.read(bytes);
    }

    /** Fields that are unknown, or of another type than they should be, are passed over. */
    private static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("A group ends that did not begin.");
        }
    }

    private static BadRequest unreadable(IOException broken) {
        if (broken instanceof InvalidProtocolBufferException message) {
            return Fields.unreadable(message);
        }
        throw new UncheckedIOException("Reading from memory failed", broken);
    }
}
