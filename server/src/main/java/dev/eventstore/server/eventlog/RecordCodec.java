package dev.eventstore.server.eventlog;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.IntUnaryOperator;

/**
 * How an event lies in the log: a flags byte, the key of its stream, when (100 ns steps since
 * 1970), stream name and type, its id, its revision, then metadata and data; texts and bytes each
 * with their length. Whole numbers are big-endian, lengths and the revision of variable length.
 * What the events of one append have in common comes first, where their block keeps it once. The
 * page around it carries the checksum.
 */
final class RecordCodec {
    private static final int JSON = 1;
    private static final long STEPS_PER_SECOND = 10_000_000;
    private static final int NANOS_PER_STEP = 100;

    /** What is in front of the variable parts. */
    private static final int FIXED_BYTES = 1 + 8 + 8;

    private static final int ID_BYTES = 16;

    /** How many bits of a number each of its bytes holds. */
    private static final int BITS_PER_BYTE = 7;

    /** From here on a byte of a number is not its last. */
    private static final int MORE_FOLLOWS = 0x80;

    private RecordCodec() {}

    /** What the index needs of a record. */
    record Place(long stream, long revision) {}

    /** Encodes the events of one append. */
    static final class Encoder {
        private final byte[] stream;
        private final long key;
        private final long created;
        private String typeText = "";
        private byte[] type = new byte[0];

        /**
         * @param key what the index calls the stream
         */
        Encoder(StreamName stream, long key, Instant created) {
            this.stream = stream.value().getBytes(StandardCharsets.UTF_8);
            this.key = key;
            this.created = steps(created);
        }

        ByteBuffer encode(long revision, NewEvent event) {
            if (!event.type().equals(typeText)) {
                typeText = event.type();
                type = typeText.getBytes(StandardCharsets.UTF_8);
            }
            byte[] metadata = event.metadata().bytes();
            byte[] data = event.data().bytes();
            ByteBuffer buffer =
                    ByteBuffer.allocate(
                            FIXED_BYTES
                                    + ID_BYTES
                                    + numberBytes(revision)
                                    + withLength(stream)
                                    + withLength(type)
                                    + withLength(metadata)
                                    + withLength(data));
            buffer.put((byte) (event.isJson() ? JSON : 0)).putLong(key).putLong(created);
            putBytes(buffer, stream);
            putBytes(buffer, type);
            buffer.putLong(event.id().getMostSignificantBits())
                    .putLong(event.id().getLeastSignificantBits());
            putNumber(buffer, revision);
            putBytes(buffer, metadata);
            putBytes(buffer, data);
            return buffer.flip();
        }

        private static int withLength(byte[] bytes) {
            return numberBytes(bytes.length) + bytes.length;
        }

        private static int numberBytes(long number) {
            int bits = Long.SIZE - Long.numberOfLeadingZeros(number | 1);
            return (bits + BITS_PER_BYTE - 1) / BITS_PER_BYTE;
        }
    }

    /**
     * @throws LogCorruptedException if the bytes are no record
     */
    static RecordedEvent decode(long position, ByteBuffer record) {
        try {
            ByteBuffer buffer = record.duplicate();
            int flags = buffer.get();
            buffer.getLong();
            Instant created = instant(buffer.getLong());
            StreamName stream = StreamName.of(text(buffer));
            String type = text(buffer);
            UUID id = new UUID(buffer.getLong(), buffer.getLong());
            long revision = number(buffer);
            Payload metadata = Payload.of(bytes(buffer));
            Payload data = Payload.of(bytes(buffer));
            return new RecordedEvent(
                    Position.of(position),
                    stream,
                    Revision.of(revision),
                    id,
                    type,
                    (flags & JSON) != 0,
                    created,
                    data,
                    metadata);
        } catch (BufferUnderflowException | IllegalArgumentException garbled) {
            throw notARecord(position, garbled);
        }
    }

    /**
     * Reads only what the index needs.
     *
     * @throws LogCorruptedException if the bytes are no record
     */
    static Place place(long position, ByteBuffer record) {
        try {
            ByteBuffer buffer = record.duplicate();
            long stream = buffer.getLong(1);
            buffer.position(FIXED_BYTES);
            skip(buffer, number(buffer));
            skip(buffer, number(buffer));
            skip(buffer, ID_BYTES);
            return new Place(stream, number(buffer));
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException garbled) {
            throw notARecord(position, garbled);
        }
    }

    /**
     * Answers whether the stream of a record is one {@linkplain StreamName#isOfApplication of an
     * application}, without reading more of it.
     *
     * @param bytes the bytes of the record by their index, −1 behind the last
     */
    static boolean isOfApplication(IntUnaryOperator bytes) {
        int name = FIXED_BYTES;
        while (bytes.applyAsInt(name) >= MORE_FOLLOWS) {
            name++;
        }
        boolean isShort = name == FIXED_BYTES && bytes.applyAsInt(name) <= 2;
        name++;
        if (bytes.applyAsInt(name) != '$') {
            return true;
        }
        return bytes.applyAsInt(name + 1) == '$' && !isShort && bytes.applyAsInt(name + 2) != '$';
    }

    private static LogCorruptedException notARecord(long position, RuntimeException cause) {
        return new LogCorruptedException(
                "What is stored at position " + position + " is not a record.", cause);
    }

    private static long steps(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), STEPS_PER_SECOND),
                instant.getNano() / NANOS_PER_STEP);
    }

    private static Instant instant(long steps) {
        return Instant.ofEpochSecond(
                Math.floorDiv(steps, STEPS_PER_SECOND),
                Math.floorMod(steps, STEPS_PER_SECOND) * NANOS_PER_STEP);
    }

    private static void putNumber(ByteBuffer buffer, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            buffer.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    private static long number(ByteBuffer buffer) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = buffer.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("A number is too long.");
    }

    private static void skip(ByteBuffer buffer, long bytes) {
        if (bytes < 0 || bytes > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        buffer.position(buffer.position() + (int) bytes);
    }

    private static void putBytes(ByteBuffer buffer, byte[] bytes) {
        putNumber(buffer, bytes.length);
        buffer.put(bytes);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        long length = number(buffer);
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        buffer.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer buffer) {
        long length = number(buffer);
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        String text =
                new String(
                        buffer.array(),
                        buffer.arrayOffset() + buffer.position(),
                        (int) length,
                        StandardCharsets.UTF_8);
        buffer.position(buffer.position() + (int) length);
        return text;
    }
}
