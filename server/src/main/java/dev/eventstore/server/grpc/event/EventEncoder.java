package dev.eventstore.server.grpc.event;

import static dev.eventstore.server.grpc.call.MessageBuffer.sizeOfVarint;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.grpc.call.MessageBuffer;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq.Options.UUIDOption;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as {@code ReadResp}, by hand: each event that is read comes through here, and most
 * of it was written for the event before. The tags are those of the message; see {@code
 * streams.proto}, and {@code persistent.proto} for one more. Immutable.
 */
public enum EventEncoder {
    /** Ids as two numbers. */
    STRUCTURED_IDS,
    /** Ids as text. */
    TEXT_IDS;

    private static final int TAG_1 = 0x0a;
    private static final int TAG_2 = 0x12;
    private static final int REVISION = 0x18;
    private static final int PREPARE_POSITION = 0x20;
    private static final int COMMIT_POSITION = 0x28;
    private static final int CUSTOM_METADATA = 0x3a;
    private static final int DATA = 0x42;
    private static final int COMMIT_POSITION_OF_READ_EVENT = 0x18;
    private static final int RETRY_COUNT = 0x28;
    private static final int NO_RETRY_COUNT = -1;
    private static final int TEXT_BYTES = 36;

    private static final EncodedTexts STREAMS = new EncodedTexts(EncodedTexts::streamIdentifier);
    private static final EncodedTexts TYPES =
            new EncodedTexts((type, out) -> EncodedTexts.metadata("type", type, out));
    private static final byte[] JSON = contentType("application/json");
    private static final byte[] BINARY = contentType("application/octet-stream");

    /** An entry of metadata up to its value: tag, length, key, tag. */
    private static final byte[] CREATED =
            "2\0\n\u0007created\u0012".getBytes(StandardCharsets.ISO_8859_1);

    private static final int CREATED_LENGTH_AT = 1;
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int NANOS_PER_TICK = 100;

    /**
     * The encoder for a client that wants ids in a certain form.
     *
     * @throws StatusException if it does not tell which
     */
    public static EventEncoder of(UUIDOption wanted) throws StatusException {
        return switch (wanted.getContentCase()) {
            case STRUCTURED -> STRUCTURED_IDS;
            case STRING -> TEXT_IDS;
            case CONTENT_NOT_SET -> throw Refusals.invalid("The field uuid_option is missing.");
        };
    }

    /** Adds one message. */
    public void write(ResolvedEvent resolved, MessageBuffer out) {
        write(resolved, NO_RETRY_COUNT, out);
    }

    /**
     * Adds one message for a consumer of a group.
     *
     * @param retryCount how often the event was tried before
     */
    public void write(ResolvedEvent resolved, int retryCount, MessageBuffer out) {
        Prepared event = prepared(resolved.event());
        Prepared link = prepared(resolved.link());
        long position = resolved.original().position().value();
        int size =
                1
                        + sizeOfVarint(position)
                        + (event == null ? 0 : sized(event.size))
                        + (link == null ? 0 : sized(link.size))
                        + (retryCount < 0 ? 0 : 1 + sizeOfVarint(retryCount));
        out.begin(sized(size));
        out.put(TAG_1);
        out.putVarint(size);
        if (event != null) {
            out.put(TAG_1);
            write(event, out);
        }
        if (link != null) {
            out.put(TAG_2);
            write(link, out);
        }
        out.put(COMMIT_POSITION_OF_READ_EVENT);
        out.putVarint(position);
        if (retryCount >= 0) {
            out.put(RETRY_COUNT);
            out.putVarint(retryCount);
        }
    }

    /** An event with what has to be known before the first of its bytes is written. */
    private static final class Prepared {
        private final RecordedEvent event;
        private final byte[] stream;
        private final byte[] type;
        private final byte[] created;

        /** Bytes of the id. */
        private final int id;

        /** Bytes of the whole. */
        private final int size;

        Prepared(EventEncoder form, RecordedEvent event) {
            this.event = event;
            stream = STREAMS.of(event.stream().value());
            type = TYPES.of(event.type());
            created = created(event.created());
            id = form.idSize(event);
            int metadata = event.metadata().size();
            int data = event.data().size();
            size =
                    sized(id)
                            + stream.length
                            + (1 + sizeOfVarint(event.revision().value()))
                            + 2 * (1 + sizeOfVarint(event.position().value()))
                            + type.length
                            + (event.isJson() ? JSON : BINARY).length
                            + (CREATED.length + 1 + created.length)
                            + (metadata == 0 ? 0 : sized(metadata))
                            + (data == 0 ? 0 : sized(data));
        }
    }

    private @Nullable Prepared prepared(@Nullable RecordedEvent event) {
        return event == null ? null : new Prepared(this, event);
    }

    private void write(Prepared prepared, MessageBuffer out) {
        RecordedEvent event = prepared.event;
        out.putVarint(prepared.size);
        out.put(TAG_1);
        out.put(prepared.id);
        writeId(event, prepared.id, out);
        out.put(prepared.stream);
        out.put(REVISION);
        out.putVarint(event.revision().value());
        out.put(PREPARE_POSITION);
        out.putVarint(event.position().value());
        out.put(COMMIT_POSITION);
        out.putVarint(event.position().value());
        out.put(prepared.type);
        out.put(event.isJson() ? JSON : BINARY);
        writeCreated(prepared.created, out);
        if (!event.metadata().isEmpty()) {
            out.put(CUSTOM_METADATA);
            out.putVarint(event.metadata().size());
            out.put(event.metadata().bytes());
        }
        if (!event.data().isEmpty()) {
            out.put(DATA);
            out.putVarint(event.data().size());
            out.put(event.data().bytes());
        }
    }

    private int idSize(RecordedEvent event) {
        return switch (this) {
            case STRUCTURED_IDS ->
                    4
                            + sizeOfVarint(event.id().getMostSignificantBits())
                            + sizeOfVarint(event.id().getLeastSignificantBits());
            case TEXT_IDS -> 2 + TEXT_BYTES;
        };
    }

    private void writeId(RecordedEvent event, int size, MessageBuffer out) {
        switch (this) {
            case STRUCTURED_IDS -> {
                out.put(TAG_1);
                out.put(size - 2);
                out.put(0x08);
                out.putVarint(event.id().getMostSignificantBits());
                out.put(0x10);
                out.putVarint(event.id().getLeastSignificantBits());
            }
            case TEXT_IDS -> {
                out.put(TAG_2);
                out.put(TEXT_BYTES);
                out.put(event.id().toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static byte[] created(Instant created) {
        long ticks =
                created.getEpochSecond() * TICKS_PER_SECOND + created.getNano() / NANOS_PER_TICK;
        return Long.toString(ticks).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void writeCreated(byte[] digits, MessageBuffer out) {
        out.put(CREATED[0]);
        out.put(CREATED.length - 1 - CREATED_LENGTH_AT + 1 + digits.length);
        for (int i = CREATED_LENGTH_AT + 1; i < CREATED.length; i++) {
            out.put(CREATED[i]);
        }
        out.put(digits.length);
        out.put(digits);
    }

    /** A field with a short tag and a length. */
    private static int sized(int size) {
        return 1 + sizeOfVarint(size) + size;
    }

    private static byte[] contentType(String type) {
        return EncodedTexts.encode(
                (text, out) -> EncodedTexts.metadata("content-type", text, out), type);
    }
}
