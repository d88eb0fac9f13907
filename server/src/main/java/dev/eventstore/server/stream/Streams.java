package dev.eventstore.server.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one log. Asks nobody for permission: front ends get it behind {@code
 * security.GuardedStreams}. Safe for any thread.
 */
public final class Streams implements StreamOperations {
    /** So many of the newest events are recognised as repeats after a restart. */
    private static final int RECALLED_MAX = 20_000;

    private final EventLog log;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final RecentIds recentIds = new RecentIds();
    private final WriterMetadata writerMetadata = new WriterMetadata();
    private final MetadataCache metadata;
    private final StreamReads reads;
    private final Transactions transactions;

    /**
     * @param log where the events are; whoever opened it closes it
     * @param clock tells when an event was taken
     * @param ids makes the ids of events that the server writes itself
     */
    public Streams(EventLog log, InstantSource clock, Supplier<UUID> ids) {
        this.log = log;
        this.clock = clock;
        this.ids = ids;
        metadata = new MetadataCache(log);
        reads = new StreamReads(log, metadata, clock);
        onAppend(stream -> {
            if (stream.isMetastream()) {
                metadata.forget(stream.original());
            }
        });
        recallRecentIds();
        transactions = new Transactions(log, clock, this::apply);
    }

    /** Appends in parts. */
    public Transactions transactions() {
        return transactions;
    }

    /**
     * Calls back with each stream that was appended to: once the events are on disk and readable,
     * and before anybody is told or woken. For what is remembered of streams and must not outlive
     * its truth.
     *
     * @param listener must be quick, and not append; it is called on the writer's thread
     */
    public void onAppend(Consumer<StreamName> listener) {
        log.onAppend(touched -> touched.forEach(listener));
    }

    /** The metadata that governs a stream, {@link StreamMetadata#NONE} if none was ever written. */
    public StreamMetadata metadataInForce(StreamName stream) {
        return metadata.of(stream).metadata();
    }

    @Override
    public AppendResult append(Append append) {
        AppendResult.EventTooLarge tooLarge = tooLarge(append);
        if (tooLarge != null) {
            return tooLarge;
        }
        Instant now = clock.instant();
        return log.submit(transaction -> apply(transaction, append, now));
    }

    @Override
    public CompletableFuture<AppendResult> appendLater(Append append) {
        AppendResult.EventTooLarge tooLarge = tooLarge(append);
        if (tooLarge != null) {
            return CompletableFuture.completedFuture(tooLarge);
        }
        Instant now = clock.instant();
        return log.submitLater(transaction -> apply(transaction, append, now));
    }

    @Override
    public MultiAppendResult appendToMany(List<Append> appends) {
        if (new HashSet<>(appends.stream().map(Append::stream).toList()).size() < appends.size()) {
            throw new IllegalArgumentException("Each part must name another stream.");
        }
        for (int part = 0; part < appends.size(); part++) {
            AppendResult.EventTooLarge tooLarge = tooLarge(appends.get(part));
            if (tooLarge != null) {
                return new MultiAppendResult.Refused(part, tooLarge);
            }
        }
        Instant now = clock.instant();
        return log.submit(transaction -> apply(transaction, appends, now));
    }

    @Override
    public CheckedAppendResult appendChecked(CheckedAppend append) {
        for (int i = 0; i < append.records().size(); i++) {
            CheckedAppend.Entry entry = append.records().get(i);
            if (entry.event().size() > Append.EVENT_BYTES_MAX) {
                return new CheckedAppendResult.Refused(
                        new AppendResult.EventTooLarge(entry.stream(), i, entry.event().size()));
            }
        }
        Instant now = clock.instant();
        return log.submit(transaction -> {
            CheckedWrite.Undelete undelete =
                    (stream, from) -> undelete(transaction, stream, from, now);
            return new CheckedWrite(transaction, recentIds, writerMetadata, undelete)
                    .apply(append, now);
        });
    }

    /**
     * Takes over events of another database, in one commit.
     *
     * @param events no more than fit into memory several times
     */
    public TakeOver.Outcome takeOver(List<TakeOver> events) {
        return log.submit(
                transaction -> TakeOver.apply(transaction, events, writerMetadata, recentIds));
    }

    @Override
    public DeleteResult delete(Delete delete) {
        if (delete.stream().isMetastream()) {
            return new DeleteResult.AccessDenied(delete.stream());
        }
        Instant now = clock.instant();
        UUID id = ids.get();
        return log.submit(transaction -> apply(transaction, delete, now, id));
    }

    @Override
    public ReadStreamResult readStream(ReadStream read) {
        return reads.stream(read);
    }

    @Override
    public ReadEventResult readEvent(ReadEvent read) {
        return reads.event(read);
    }

    @Override
    public ReadAllResult readAll(ReadAll read) {
        return reads.all(read);
    }

    @Override
    public MetadataResult metadata(StreamName stream) {
        return reads.metadata(stream);
    }

    @Override
    public Position head() {
        return log.head();
    }

    @Override
    public Position awaitHeadAfter(Position seen, Duration patience) throws InterruptedException {
        return log.awaitHeadAfter(seen, patience);
    }

    @Override
    public Position awaitAppendTo(StreamName stream, Position seen, Duration patience)
            throws InterruptedException {
        return log.awaitAppendTo(stream, seen, patience);
    }

    private AppendResult apply(LogTransaction transaction, Append append, Instant now) {
        AppendDecision decision = new AppendDecision(transaction, recentIds, writerMetadata);
        return switch (decision.decide(append)) {
            case AppendDecision.Verdict.Answer answer -> answer.result();
            case AppendDecision.Verdict.Go go -> write(transaction, append, go, now);
        };
    }

    private MultiAppendResult apply(LogTransaction transaction, List<Append> appends, Instant now) {
        AppendDecision decision = new AppendDecision(transaction, recentIds, writerMetadata);
        List<AppendDecision.Verdict> verdicts = new ArrayList<>(appends.size());
        for (int part = 0; part < appends.size(); part++) {
            AppendDecision.Verdict verdict = decision.decide(appends.get(part));
            if (verdict instanceof AppendDecision.Verdict.Answer(var result)
                    && !(result instanceof AppendResult.Appended)) {
                return new MultiAppendResult.Refused(part, result);
            }
            verdicts.add(verdict);
        }
        List<AppendResult.Appended> results = new ArrayList<>(appends.size());
        for (int part = 0; part < appends.size(); part++) {
            Append append = appends.get(part);
            switch (verdicts.get(part)) {
                case AppendDecision.Verdict.Answer(AppendResult.Appended repeat) ->
                        results.add(repeat);
                case AppendDecision.Verdict.Answer(var refused) ->
                        throw new IllegalStateException("Refused after all: " + refused);
                case AppendDecision.Verdict.Go go ->
                        results.add(write(transaction, append, go, now));
            }
        }
        return new MultiAppendResult.Appended(results);
    }

    private AppendResult.Appended write(
            LogTransaction transaction, Append append, AppendDecision.Verdict.Go go, Instant now) {
        StreamName stream = append.stream();
        boolean undeletesOriginal =
                stream.isMetastream()
                        && !append.events().isEmpty()
                        && transaction.lastRevision(stream.original())
                                != LogTransaction.TOMBSTONE_REVISION
                        && writerMetadata.of(transaction, stream.original()).isSoftDeleted();
        long first = transaction.lastRevision(stream) + 1;
        long last = transaction.append(stream, append.events(), now);
        if (append.isRemembered()) {
            recentIds.addAll(stream, append.events(), first);
        }
        Position position = Position.of(transaction.head());
        if (stream.isMetastream()) {
            writerMetadata.forget(stream.original());
        }
        if (undeletesOriginal) {
            long from = transaction.lastRevision(stream.original()) + 1;
            undelete(transaction, stream.original(), from, now);
        }
        if (go == AppendDecision.Verdict.Go.AND_RECREATE) {
            undelete(transaction, stream, first, now);
        }
        return new AppendResult.Appended(first, last, position, false);
    }

    /** Shows a softly deleted stream again, from a revision on. */
    private void undelete(LogTransaction transaction, StreamName stream, long from, Instant now) {
        // Made of what the change says already, so that the same changes give the same log.
        UUID id =
                UUID.nameUUIDFromBytes(
                        (stream.value() + "@" + from + "@" + now).getBytes(StandardCharsets.UTF_8));
        MetadataJson.withTruncateBefore(writerMetadata.document(transaction, stream), from)
                .ifPresent(document -> writeMetadata(transaction, stream, document, now, id));
    }

    private DeleteResult apply(LogTransaction transaction, Delete delete, Instant now, UUID id) {
        StreamName stream = delete.stream();
        long head = transaction.lastRevision(stream);
        if (head == LogTransaction.TOMBSTONE_REVISION) {
            return new DeleteResult.StreamDeleted(stream);
        }
        boolean neverWas = head < 0 && transaction.lastRevision(stream.metastream()) < 0;
        boolean isSoftDeleted = writerMetadata.of(transaction, stream).isSoftDeleted();
        boolean isAsBelieved =
                switch (delete.expected()) {
                    case ExpectedVersion.Belief.ANY -> true;
                    case ExpectedVersion.Belief.NO_STREAM -> head < 0 || isSoftDeleted;
                    case ExpectedVersion.Belief.STREAM_EXISTS -> !neverWas;
                    case ExpectedVersion.Exactly(var revision) -> head == revision.value();
                };
        if (!isAsBelieved || (neverWas && delete.needsStream())) {
            return new DeleteResult.WrongExpectedVersion(stream, delete.expected(), head);
        }
        if (isSoftDeleted && delete.expected() == ExpectedVersion.Belief.STREAM_EXISTS) {
            return new DeleteResult.StreamDeleted(stream);
        }
        if (delete.forGood()) {
            NewEvent tombstone =
                    new NewEvent(
                            id,
                            SystemEventTypes.STREAM_DELETED,
                            false,
                            Payload.EMPTY,
                            Payload.EMPTY);
            return new DeleteResult.Deleted(transaction.appendTombstone(stream, tombstone, now));
        }
        return new DeleteResult.Deleted(
                writeMetadata(transaction, stream, MetadataJson.softDeleted(), now, id));
    }

    private Position writeMetadata(
            LogTransaction transaction, StreamName stream, Payload document, Instant now, UUID id) {
        NewEvent event = new NewEvent(id, SystemEventTypes.METADATA, true, document, Payload.EMPTY);
        transaction.append(stream.metastream(), event, now);
        writerMetadata.forget(stream);
        return Position.of(transaction.head());
    }

    private static AppendResult.@Nullable EventTooLarge tooLarge(Append append) {
        for (int i = 0; i < append.events().size(); i++) {
            long bytes = append.events().get(i).size();
            if (bytes > Append.EVENT_BYTES_MAX) {
                return new AppendResult.EventTooLarge(append.stream(), i, bytes);
            }
        }
        return null;
    }

    private void recallRecentIds() {
        log.submit(transaction -> {
            try (var snapshot = log.snapshot()) {
                long from = Math.max(1, snapshot.head() - RECALLED_MAX + 1);
                snapshot.readForward(
                        Position.of(from),
                        event -> {
                            recentIds.add(event.stream(), event.id(), event.revision().value());
                            return true;
                        });
                return transaction.head();
            }
        });
    }
}
