package dev.eventstore.server.grpc.client;

import dev.eventstore.server.event.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the client libraries of both generations can do, in our words. */
interface StoreClient extends AutoCloseable {
    long ANY = -2;
    long NO_STREAM = -1;
    long STREAM_EXISTS = -4;

    /** Opens a client. */
    @FunctionalInterface
    interface Kind {
        /**
         * Connects, or will do so when it is used.
         *
         * @param address what stands behind the scheme: {@code 127.0.0.1:2113?tls=false}
         * @param discover whether the client asks for the members of a cluster first
         */
        StoreClient open(String address, boolean discover);
    }

    /** An event to be appended. */
    record Event(UUID id, String type, boolean isJson, Payload data, Payload metadata) {
        static Event json(String json) {
            return new Event(
                    UUID.randomUUID(), "thing-happened", true, Payload.of(json), Payload.EMPTY);
        }

        static List<Event> some(int count) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(json("{\"n\":" + i + "}"));
            }
            return events;
        }
    }

    /** What came of an append: the last revision, and the position, −1 for none. */
    record Done(long revision, long position) {}

    /** An event that was read; {@code target} says where a resolved link leads to. */
    record Seen(
            String stream,
            long revision,
            UUID id,
            String type,
            String contentType,
            String data,
            String metadata,
            Instant created,
            long position,
            @Nullable String target) {}

    /** Where and how to read; −1 as a start is the beginning forward and the end backward. */
    record Reading(boolean isForward, long from, long count, boolean resolvesLinks) {
        static final Reading ALL = new Reading(true, -1, Long.MAX_VALUE, false);
        static final Reading NEWEST = new Reading(false, -1, 1, false);
    }

    /** What a subscription hears. */
    interface Ear {
        void event(Seen event);

        default void caughtUp() {}

        default void checkpoint(long position) {}

        default void ended(@Nullable Throwable why) {}
    }

    /** Which events of all are wanted. */
    record Filter(boolean isByType, boolean isRegex, String text, int window) {}

    /** A failure that the library has a type for, or a status of gRPC. */
    final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String kind;

        Failed(String kind, Throwable cause) {
            super(kind, cause);
            this.kind = kind;
        }

        /** Such as {@code wrong, at 3}, {@code deleted}, {@code PERMISSION_DENIED}. */
        String kind() {
            return kind;
        }
    }

    Done append(String stream, long expected, List<Event> events);

    List<Seen> read(String stream, Reading reading);

    List<Seen> readAll(Reading reading);

    void delete(String stream, long expected);

    void tombstone(String stream, long expected);

    /** Sets {@code $maxCount}. */
    void setMaxCount(String stream, long maxCount);

    /** Reads {@code $maxCount}. */
    @Nullable Long maxCount(String stream);

    /**
     * Follows a stream.
     *
     * @param after the last revision known, −1 for the beginning, −2 for the end
     */
    AutoCloseable subscribe(String stream, long after, Ear ear);

    /**
     * Follows everything.
     *
     * @param after the last position known, −1 for the beginning, −2 for the end
     */
    AutoCloseable subscribeToAll(long after, @Nullable Filter filter, Ear ear);

    /** Three numbers. */
    String serverVersion();

    @Override
    void close();
}
