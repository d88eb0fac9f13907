package dev.eventstore.server.grpc.streams;

import com.google.protobuf.CodedInputStream;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads proposed messages, which Append and BatchAppend have in common. By hand, because each event
 * that is appended comes through here: the bytes are copied once.
 */
final class ProposedEvent {
    /** The longest type of an event, in characters. */
    static final int TYPE_CHARACTERS_MAX = 65_536;

    private static final String JSON = "application/json";

    private @Nullable UUID id;
    private @Nullable String type;
    private @Nullable String contentType;
    private byte[] data = Payload.EMPTY.bytes();
    private byte[] metadata = Payload.EMPTY.bytes();

    private ProposedEvent() {}

    /** Reads a message with its length before it. */
    static NewEvent read(CodedInputStream in) throws IOException, StatusException {
        int outer = in.pushLimit(in.readRawVarint32());
        NewEvent event = readToLimit(in);
        in.popLimit(outer);
        return event;
    }

    /** Reads a message that ends where the limit of the input is. */
    static NewEvent readToLimit(CodedInputStream in) throws IOException, StatusException {
        ProposedEvent event = new ProposedEvent();
        event.readFields(in);
        return event.made();
    }

    /** What an event counts for in the limits: its bytes, and those of its type. */
    static long size(NewEvent event) {
        String type = event.type();
        for (int i = 0; i < type.length(); i++) {
            if (type.charAt(i) >= 0x80) {
                return event.size() + type.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return event.size() + type.length();
    }

    private void readFields(CodedInputStream in) throws IOException, StatusException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 10 -> {
                    int outer = in.pushLimit(in.readRawVarint32());
                    id = Ids.read(in, "id of an event");
                    in.popLimit(outer);
                }
                case 18 -> {
                    int outer = in.pushLimit(in.readRawVarint32());
                    readEntry(in);
                    in.popLimit(outer);
                }
                case 26 -> metadata = in.readByteArray();
                case 34 -> data = in.readByteArray();
                default -> in.skipField(tag);
            }
        }
    }

    private void readEntry(CodedInputStream in) throws IOException {
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 10 -> key = in.readStringRequireUtf8();
                case 18 -> value = in.readStringRequireUtf8();
                default -> in.skipField(tag);
            }
        }
        if (key.equals("type")) {
            type = value;
        } else if (key.equals("content-type")) {
            contentType = value;
        }
    }

    private NewEvent made() throws StatusException {
        if (id == null) {
            throw Refusals.invalid("The id of an event is missing.");
        }
        if (type == null) {
            throw Refusals.missingMetadata("type");
        }
        if (contentType == null) {
            throw Refusals.missingMetadata("content-type");
        }
        if (type.length() > TYPE_CHARACTERS_MAX) {
            throw Refusals.invalid(
                    "The type of an event has more than " + TYPE_CHARACTERS_MAX + " characters.");
        }
        return new NewEvent(
                id, type, contentType.equals(JSON), Payload.of(data), Payload.of(metadata));
    }
}
