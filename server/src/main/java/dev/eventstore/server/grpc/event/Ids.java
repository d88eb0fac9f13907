package dev.eventstore.server.grpc.event;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.SharedProto;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids and names as the wire has them. */
public final class Ids {
    private static final int UUID_CHARACTERS = 36;

    private Ids() {}

    /**
     * Reads an id.
     *
     * @param field what it is called in a refusal
     */
    public static UUID read(SharedProto.UUID id, String field) throws StatusException {
        return switch (id.getValueCase()) {
            case STRUCTURED ->
                    new UUID(
                            id.getStructured().getMostSignificantBits(),
                            id.getStructured().getLeastSignificantBits());
            case STRING -> read(id.getString(), field);
            case VALUE_NOT_SET -> throw Refusals.invalid("The " + field + " is missing.");
        };
    }

    /** Reads the fields of an id by hand, up to the limit of the input. */
    public static @Nullable UUID read(CodedInputStream in, String field)
            throws IOException, StatusException {
        UUID id = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == 10) {
                int outer = in.pushLimit(in.readRawVarint32());
                id = structured(in);
                in.popLimit(outer);
            } else if (tag == 18) {
                id = read(in.readString(), field);
            } else {
                in.skipField(tag);
            }
        }
        return id;
    }

    private static UUID structured(CodedInputStream in) throws IOException {
        long most = 0;
        long least = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == 8) {
                most = in.readInt64();
            } else if (tag == 16) {
                least = in.readInt64();
            } else {
                in.skipField(tag);
            }
        }
        return new UUID(most, least);
    }

    private static UUID read(String text, String field) throws StatusException {
        try {
            // Java also takes shorter groups of digits, which no client means.
            if (text.length() == UUID_CHARACTERS) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notOne) {
            throw Refusals.invalid("The " + field + " is no UUID.");
        }
        throw Refusals.invalid("The " + field + " is no UUID.");
    }

    /** Reads the name of a stream. */
    public static StreamName stream(SharedProto.StreamIdentifier identifier)
            throws StatusException {
        ByteString name = identifier.getStreamName();
        if (!name.isValidUtf8()) {
            throw Refusals.invalid("The stream_identifier is not in UTF-8.");
        }
        try {
            return StreamName.of(name.toStringUtf8());
        } catch (IllegalArgumentException refused) {
            throw Refusals.invalid("The stream_identifier is refused: " + refused.getMessage());
        }
    }

    /** A name as messages have it. */
    public static SharedProto.StreamIdentifier identifier(StreamName stream) {
        return SharedProto.StreamIdentifier.newBuilder()
                .setStreamName(ByteString.copyFromUtf8(stream.value()))
                .build();
    }
}
