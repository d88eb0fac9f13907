package dev.eventstore.server.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** How the parts of a transaction are kept: the first says where to, the others hold events. */
final class StagedPart {
    private static final long ANY = -2;
    private static final long NO_STREAM = -1;
    private static final long STREAM_EXISTS = -4;

    private StagedPart() {}

    /** Where a transaction goes, and what its writer believed when it began. */
    record Head(StreamName stream, ExpectedVersion expected) {
        byte[] bytes() {
            byte[] name = stream.value().getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Long.BYTES + name.length)
                    .putLong(number(expected))
                    .put(name)
                    .array();
        }

        static Head read(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            ExpectedVersion expected = belief(in.getLong());
            return new Head(StreamName.of(text(in, in.remaining())), expected);
        }
    }

    static byte[] bytes(List<NewEvent> events) {
        List<byte[]> types = new ArrayList<>(events.size());
        long size = 0;
        for (NewEvent event : events) {
            byte[] type = event.type().getBytes(StandardCharsets.UTF_8);
            types.add(type);
            size += 2 * Long.BYTES + 1 + 3 * Integer.BYTES + type.length + event.size();
        }
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
        for (int i = 0; i < events.size(); i++) {
            NewEvent event = events.get(i);
            out.putLong(event.id().getMostSignificantBits());
            out.putLong(event.id().getLeastSignificantBits());
            out.put((byte) (event.isJson() ? 1 : 0));
            put(out, types.get(i));
            put(out, event.data().bytes());
            put(out, event.metadata().bytes());
        }
        return out.array();
    }

    static List<NewEvent> events(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<NewEvent> events = new ArrayList<>();
        while (in.hasRemaining()) {
            UUID id = new UUID(in.getLong(), in.getLong());
            boolean isJson = in.get() == 1;
            String type = text(in, in.getInt());
            events.add(new NewEvent(id, type, isJson, payload(in), payload(in)));
        }
        return events;
    }

    private static void put(ByteBuffer out, byte[] bytes) {
        out.putInt(bytes.length).put(bytes);
    }

    private static Payload payload(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return Payload.of(bytes);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long number(ExpectedVersion expected) {
        return switch (expected) {
            case Belief.ANY -> ANY;
            case Belief.NO_STREAM -> NO_STREAM;
            case Belief.STREAM_EXISTS -> STREAM_EXISTS;
            case ExpectedVersion.Exactly(Revision revision) -> revision.value();
        };
    }

    private static ExpectedVersion belief(long number) {
        if (number == ANY) {
            return Belief.ANY;
        }
        if (number == NO_STREAM) {
            return Belief.NO_STREAM;
        }
        return number == STREAM_EXISTS
                ? Belief.STREAM_EXISTS
                : new ExpectedVersion.Exactly(Revision.of(number));
    }
}
