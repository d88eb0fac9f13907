package dev.eventstore.server.tcp.command;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.tcp.frame.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as the protocol has them. Streams and types repeat from one event to the next, so
 * the last of each is remembered in bytes. One thread at a time.
 */
final class EventWriter {
    /** What an event takes besides names and data, generously. */
    private static final int EVENT_BYTES = 128;

    /** .NET counts 100 ns since the year 1, and marks universal time with a bit. */
    private static final long EPOCH_TICKS = 621_355_968_000_000_000L;

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int NANOS_PER_TICK = 100;
    private static final long UNIVERSAL_TIME = 0x4000_0000_0000_0000L;

    private final FrameWriter out;
    private final boolean knowsLongRevisions;
    private String lastStream = "";
    private byte[] lastStreamBytes = new byte[0];
    private String lastType = "";
    private byte[] lastTypeBytes = new byte[0];

    /**
     * @param knowsLongRevisions false for clients of the first protocol, whose greatest revision
     *     has 32 bits
     */
    EventWriter(FrameWriter out, boolean knowsLongRevisions) {
        this.out = out;
        this.knowsLongRevisions = knowsLongRevisions;
    }

    /** About how many bytes events take. */
    static long estimate(List<ResolvedEvent> events) {
        long bytes = 0;
        for (ResolvedEvent event : events) {
            bytes += estimate(event);
        }
        return bytes;
    }

    static long estimate(ResolvedEvent event) {
        return EVENT_BYTES + estimate(event.event()) + estimate(event.link());
    }

    private static long estimate(@Nullable RecordedEvent event) {
        return event == null
                ? 0
                : (long) event.data().size()
                        + event.metadata().size()
                        + event.stream().value().length()
                        + event.type().length();
    }

    /** The revision as the client can read it. */
    static long shown(long revision, boolean knowsLongRevisions) {
        return revision == Long.MAX_VALUE && !knowsLongRevisions ? Integer.MAX_VALUE : revision;
    }

    /** Puts a {@code ResolvedIndexedEvent}. */
    void indexed(int field, ResolvedEvent event) {
        int since = out.size();
        eventAndLink(event);
        out.message(field, since);
    }

    /** Puts a {@code ResolvedEvent}, which tells positions. */
    void positioned(int field, ResolvedEvent event) {
        int since = out.size();
        long position = event.original().position().value();
        out.number(4, position);
        out.number(3, position);
        eventAndLink(event);
        out.message(field, since);
    }

    private void eventAndLink(ResolvedEvent event) {
        RecordedEvent link = event.link();
        if (link != null) {
            record(2, link);
        }
        RecordedEvent target = event.event();
        if (target != null) {
            record(1, target);
        }
    }

    private void record(int field, RecordedEvent event) {
        int since = out.size();
        int contentType = event.isJson() ? 1 : 0;
        Instant created = event.created();
        long seconds = created.getEpochSecond();
        int nanos = created.getNano();
        out.number(10, seconds * 1_000 + nanos / 1_000_000);
        out.number(
                9,
                (EPOCH_TICKS + seconds * TICKS_PER_SECOND + nanos / NANOS_PER_TICK)
                        | UNIVERSAL_TIME);
        out.bytes(8, event.metadata().bytes());
        out.bytes(7, event.data().bytes());
        out.number(6, contentType);
        out.number(5, contentType);
        out.bytes(4, type(event.type()));
        out.id(3, event.id());
        out.number(2, shown(event.revision().value(), knowsLongRevisions));
        out.bytes(1, stream(event.stream().value()));
        out.message(field, since);
    }

    private byte[] stream(String name) {
        if (!name.equals(lastStream)) {
            lastStream = name;
            lastStreamBytes = name.getBytes(StandardCharsets.UTF_8);
        }
        return lastStreamBytes;
    }

    private byte[] type(String name) {
        if (!name.equals(lastType)) {
            lastType = name;
            lastTypeBytes = name.getBytes(StandardCharsets.UTF_8);
        }
        return lastTypeBytes;
    }
}
