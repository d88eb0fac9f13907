package dev.eventstore.server.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Appends to one stream that come in parts, as clients of v5 can make them. Each part is on disk
 * when it is answered, beside the log; {@link #commit} appends all of them at once, if the stream
 * is then as the writer believed it to be at the start. A restart of the node in between changes
 * nothing. Asks nobody for permission. Safe for any thread.
 *
 * <p>One that nobody touched for {@link #STALE_AFTER} is dropped when there is need for its place.
 */
public final class Transactions {
    /** How many may be open. */
    public static final int OPEN_MAX = 1_000;

    /** How many bytes of events one may have. */
    public static final long BYTES_MAX = 64L * 1024 * 1024;

    /** How many bytes of events all may have together. */
    public static final long ALL_BYTES_MAX = 1024L * 1024 * 1024;

    /** How old one is that may be dropped: one hour. */
    public static final Duration STALE_AFTER = Duration.ofHours(1);

    /** Of how many it is remembered what came of them, for who commits again. */
    public static final int COMMITTED_MAX = 1_000;

    private static final String LAST_ID = "transaction.last";

    private final EventLog log;
    private final InstantSource clock;
    private final Committing committing;

    /** Changed by the log's writer only. */
    private final Map<Long, Staged> open = new ConcurrentHashMap<>();

    /** What came of those that were committed last. Changed by the log's writer only. */
    private final Map<Long, Committed> committed = new ConcurrentHashMap<>();

    /** Appends, on the writer's thread. */
    @FunctionalInterface
    interface Committing {
        AppendResult append(LogTransaction transaction, Append append, Instant now);
    }

    /**
     * What is known of an open one.
     *
     * @param parts how many parts with events it has
     * @param bytes how many bytes those have
     * @param touched when it got the last one
     */
    private record Staged(StagedPart.Head head, int parts, long bytes, Instant touched) {}

    private record Committed(StreamName stream, AppendResult.Appended again) {}

    Transactions(EventLog log, InstantSource clock, Committing committing) {
        this.log = log;
        this.clock = clock;
        this.committing = committing;
        Instant now = clock.instant();
        open.putAll(log.submit(transaction -> found(transaction, now)));
    }

    /** Begins one; the expected version counts at its end. */
    public TransactionResult start(StreamName stream, ExpectedVersion expected) {
        StagedPart.Head head = new StagedPart.Head(stream, expected);
        Instant now = clock.instant();
        return log.submit(transaction -> start(transaction, head, now));
    }

    /** Adds events behind those that it has. */
    public TransactionResult write(long id, List<NewEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            long bytes = events.get(i).size();
            if (bytes > Append.EVENT_BYTES_MAX) {
                return new TransactionResult.EventTooLarge(i, bytes);
            }
        }
        byte[] part = StagedPart.bytes(events);
        Instant now = clock.instant();
        return log.submit(transaction -> write(transaction, id, part, now));
    }

    /**
     * Appends all its events, or none. Who asks again, because the answer was lost, gets the same
     * answer, if the node still remembers it.
     */
    public TransactionResult commit(long id) {
        Instant now = clock.instant();
        return log.submit(transaction -> commit(transaction, id, now));
    }

    /** The stream that one goes to that is open, or was committed lately. */
    public Optional<StreamName> streamOf(long id) {
        return Optional.ofNullable(open.get(id))
                .map(staged -> staged.head().stream())
                .or(() -> Optional.ofNullable(committed.get(id)).map(Committed::stream));
    }

    private TransactionResult start(LogTransaction transaction, StagedPart.Head head, Instant now) {
        boolean isFull = open.size() >= OPEN_MAX || allBytes() >= ALL_BYTES_MAX;
        if (isFull && !dropOldest(transaction, now)) {
            return new TransactionResult.TooMany();
        }
        long id = transaction.remembered(LAST_ID).map(Long::parseLong).orElse(0L) + 1;
        transaction.remember(LAST_ID, Long.toString(id));
        transaction.stage(id, 0, head.bytes());
        open.put(id, new Staged(head, 0, 0, now));
        return new TransactionResult.Open(id);
    }

    private TransactionResult write(LogTransaction transaction, long id, byte[] part, Instant now) {
        Staged staged = open.get(id);
        if (staged == null) {
            return new TransactionResult.Unknown(id);
        }
        long bytes = staged.bytes() + part.length;
        if (bytes > BYTES_MAX) {
            return new TransactionResult.TooLarge(bytes);
        }
        int parts = staged.parts() + 1;
        transaction.stage(id, parts, part);
        open.put(id, new Staged(staged.head(), parts, bytes, now));
        return new TransactionResult.Open(id);
    }

    private TransactionResult commit(LogTransaction transaction, long id, Instant now) {
        Staged staged = open.get(id);
        if (staged == null) {
            Committed before = committed.get(id);
            return before == null
                    ? new TransactionResult.Unknown(id)
                    : new TransactionResult.Committed(before.again());
        }
        AppendResult result =
                committing.append(
                        transaction,
                        new Append(
                                staged.head().stream(),
                                staged.head().expected(),
                                events(transaction, id)),
                        now);
        if (result instanceof AppendResult.Appended(long first, long last, Position position, _)) {
            drop(transaction, id);
            if (committed.size() >= COMMITTED_MAX) {
                committed.remove(Collections.min(committed.keySet()));
            }
            AppendResult.Appended again =
                    new AppendResult.Appended(first, last, position, /* repeat= */ true);
            committed.put(id, new Committed(staged.head().stream(), again));
        }
        return new TransactionResult.Committed(result);
    }

    private static List<NewEvent> events(LogTransaction transaction, long id) {
        List<byte[]> parts = new ArrayList<>();
        transaction.staged(id, parts::add);
        List<NewEvent> events = new ArrayList<>();
        for (byte[] part : parts.subList(1, parts.size())) {
            events.addAll(StagedPart.events(part));
        }
        return events;
    }

    private boolean dropOldest(LogTransaction transaction, Instant now) {
        Map.@Nullable Entry<Long, Staged> oldest = null;
        for (Map.Entry<Long, Staged> each : open.entrySet()) {
            boolean isOlder =
                    oldest == null
                            || each.getValue().touched().isBefore(oldest.getValue().touched());
            oldest = isOlder ? each : oldest;
        }
        if (oldest == null || oldest.getValue().touched().plus(STALE_AFTER).isAfter(now)) {
            return false;
        }
        drop(transaction, oldest.getKey());
        return true;
    }

    private void drop(LogTransaction transaction, long id) {
        transaction.unstage(id);
        open.remove(id);
    }

    private long allBytes() {
        long bytes = 0;
        for (Staged staged : open.values()) {
            bytes += staged.bytes();
        }
        return bytes;
    }

    /** What the last run of the node left open. */
    private static Map<Long, Staged> found(LogTransaction transaction, Instant now) {
        Map<Long, Staged> found = new HashMap<>();
        OptionalLong id = transaction.stagedBehind(-1);
        while (id.isPresent()) {
            List<byte[]> parts = new ArrayList<>();
            transaction.staged(id.getAsLong(), parts::add);
            long bytes = 0;
            for (byte[] part : parts) {
                bytes += part.length;
            }
            StagedPart.Head head = StagedPart.Head.read(parts.getFirst());
            found.put(id.getAsLong(), new Staged(head, parts.size() - 1, bytes, now));
            id = transaction.stagedBehind(id.getAsLong());
        }
        return found;
    }
}
