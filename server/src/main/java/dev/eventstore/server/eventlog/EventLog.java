package dev.eventstore.server.eventlog;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.index.RunBuilder;
import dev.eventstore.server.eventlog.index.StreamIndex;
import dev.eventstore.server.eventlog.index.StreamKeys;
import dev.eventstore.server.eventlog.storage.Database;
import dev.eventstore.server.eventlog.storage.RecordCursor;
import dev.eventstore.server.eventlog.storage.Relocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The append-only log of all events: durable, ordered, indexed by stream. Safe for any thread.
 *
 * <p>At the moment of the answer an append is on disk and readable; the package tells how.
 */
public final class EventLog implements AutoCloseable {
    /** The name of the file in a database's folder that holds everything. */
    public static final String FILE = DatabaseFolder.FILE;

    private final Database database;
    private final @Nullable DatabaseFolder folder;
    private final StreamKeys keys;
    private final StreamIndex index;
    private final SystemStretches stretches = new SystemStretches();
    private final RunBuilder builder;
    private final LogTransaction transaction;
    private final LogWriter writer;
    private final LogFile file;
    private final HeadSignal signal;
    private final Tidying tidying;
    private final CompletableFuture<RuntimeException> failure = new CompletableFuture<>();
    private final List<Consumer<Collection<StreamName>>> listeners = new CopyOnWriteArrayList<>();
    private volatile LogSnapshot newest;
    private boolean isClosed;

    private EventLog(Database database, @Nullable DatabaseFolder folder, StreamKeys keys) {
        this.database = database;
        this.folder = folder;
        this.keys = keys;
        long head = database.log().last();
        writer = new LogWriter(new Commits(), failure::complete);
        file = new LogFile(database, folder, writer);
        builder = new RunBuilder(writer, failure::complete);
        index = new StreamIndex(database, builder);
        readTail();
        transaction = new LogTransaction(database, index, keys, stretches, head);
        tidying = new Tidying(database);
        signal = new HeadSignal(head);
        newest = takeSnapshot(head);
        if (folder != null) {
            folder.acknowledge(head);
        }
        builder.start();
        writer.start();
    }

    /**
     * Opens the database in a folder, or creates one there.
     *
     * @throws DatabaseRefusedException if it cannot be opened; nothing was changed
     */
    public static EventLog open(Path folder) {
        return open(folder, StreamKeys.standard());
    }

    /**
     * Removes the database in a folder for good, and the folder if nothing else is in it.
     *
     * @throws DatabaseRefusedException if a node has it open
     * @throws IOException if it cannot be removed, or only a part of it
     */
    public static void discard(Path folder) throws IOException {
        DatabaseFolder.discard(folder);
    }

    /** How many events the database in a folder has; nothing is changed. */
    public static long headOf(Path folder) throws IOException {
        return DatabaseFolder.headOf(folder);
    }

    /**
     * Copies a database beside another one, whose place it is to take once that is closed.
     *
     * @param folder of the database that goes
     * @param other the folder of the database that is copied; nothing has it open
     * @throws IOException if it cannot be copied
     */
    public static void stage(Path folder, Path other) throws IOException {
        DatabaseFolder.stage(folder, other);
    }

    /**
     * Puts what was staged in the place of the database in a folder. Whoever is killed meanwhile
     * finds one or the other.
     *
     * @throws DatabaseRefusedException if a node has the database open
     * @throws IOException if nothing was staged, or it cannot be moved
     */
    public static void takeStaged(Path folder) throws IOException {
        DatabaseFolder.takeStaged(folder);
    }

    /** A log that is gone when it is closed. */
    public static EventLog inMemory() {
        return new EventLog(Database.inMemory(), null, StreamKeys.standard());
    }

    static EventLog open(Path folder, StreamKeys keys) {
        DatabaseFolder opened = DatabaseFolder.open(folder);
        try {
            return new EventLog(opened.database(), opened, keys);
        } catch (RuntimeException broken) {
            opened.abandon();
            throw broken instanceof MVStoreException storage ? damaged(folder, storage) : broken;
        }
    }

    private static DatabaseRefusedException damaged(Path folder, MVStoreException why) {
        return new DatabaseRefusedException(
                DatabaseRefusedException.Reason.DAMAGED,
                "The database in %s is damaged: %s Restore a backup."
                        .formatted(folder, why.getMessage()),
                why);
    }

    /**
     * Hands a change to the writer and waits until it is on disk. Meant for virtual threads; when
     * more than a thousand changes wait, this waits to be let in.
     *
     * @throws LogClosedException if the log is closed or its disk failed
     */
    public <R> R submit(Change<R> change) {
        return writer.submit(change);
    }

    /**
     * Hands a change to the writer without waiting for it; when more than a thousand changes wait,
     * this waits to be let in. Changes of one thread are decided in the order of these calls.
     *
     * @return completes on the writer's thread once the change is on disk, so that what depends on
     *     it must be quick; or with a {@link LogClosedException}
     * @throws LogClosedException if the log is closed or its disk failed
     */
    public <R> CompletableFuture<R> submitLater(Change<R> change) {
        return writer.submitLater(change);
    }

    /**
     * The newest state, to be closed after use.
     *
     * @throws LogClosedException if the log is closed
     */
    public LogSnapshot snapshot() {
        while (true) {
            LogSnapshot candidate = newest;
            if (candidate.tryHold()) {
                return candidate;
            }
            if (candidate == newest) {
                throw new LogClosedException("The log is closed.", null);
            }
        }
    }

    /**
     * Calls back with the streams of each commit, once it is on disk and readable, and before
     * anybody is told or woken.
     *
     * @param listener must be quick, and not wait for the writer, whose thread it is called on
     */
    public void onAppend(Consumer<Collection<StreamName>> listener) {
        listeners.add(listener);
    }

    /** The newest position that is on disk; {@link Position#START} in an empty log. */
    public Position head() {
        return Position.of(signal.head());
    }

    /**
     * Waits until the head lies behind a position, the time runs out or the log closes.
     *
     * @return the head then
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public Position awaitHeadAfter(Position seen, Duration patience) throws InterruptedException {
        return Position.of(signal.awaitAfter(seen.value(), patience));
    }

    /**
     * Waits until something is appended to a stream or to what governs it (its metastream, {@code
     * $settings}), the time runs out or the log closes. Returns at once if the head lies behind the
     * position already, whatever moved it; so nothing is missed between a read and the wait.
     *
     * @param seen the head before the stream was read
     * @return the head then
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public Position awaitAppendTo(StreamName stream, Position seen, Duration patience)
            throws InterruptedException {
        return Position.of(signal.awaitAppendTo(stream, seen.value(), patience));
    }

    /** Completes with the reason if the log breaks; then nothing is written any more. */
    public CompletableFuture<RuntimeException> failure() {
        return failure;
    }

    /** Size of the database file in bytes, 0 in memory. */
    public long fileBytes() {
        return database.fileBytes();
    }

    /** How many changes wait for the writer, and what it has done since the start. */
    public LogFigures figures() {
        return writer.figures();
    }

    /**
     * Makes the index forget removed records and gives their space back to the file system. Returns
     * when both are done.
     *
     * @throws LogClosedException if the log is closed meanwhile
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void reclaim() throws InterruptedException {
        try {
            submit(_ -> index.purge(this::isKept)).get();
        } catch (ExecutionException | CancellationException closing) {
            throw new LogClosedException("The log is closed.", closing);
        }
        submit(_ -> {
            tidying.demand();
            return true;
        });
        tidying.awaitDone();
    }

    /**
     * Writes a copy of the database's file as it is now. Meanwhile events are read and appended as
     * ever; space is given back only afterwards. In a folder of its own, under the name {@link
     * #FILE}, the copy is a database. Several copies at a time wait for one another.
     *
     * @return the size of the copy in bytes
     * @throws IOException if the copy cannot be written
     * @throws UnsupportedOperationException if the log is in memory
     */
    public long copyFile(OutputStream out) throws IOException {
        return file.copyTo(out);
    }

    /**
     * Moves the database to another folder, while events are read and appended as ever but for a
     * moment at the end, when appends wait. What was in the folder before is removed.
     *
     * @param target made if need be; it must have no database
     * @param watch is told how far it is, and says whether to go on
     * @return whether it was moved; false if it was told not to go on
     * @throws IOException if it cannot be moved; then it is where it was
     * @throws UnsupportedOperationException if the log is in memory
     */
    public boolean moveTo(Path target, Relocation.Watch watch) throws IOException {
        return file.moveTo(target, watch, signal::head);
    }

    /** The folder of the database; empty in memory. */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder).map(DatabaseFolder::path);
    }

    /** Answers whether the log is on disk. */
    public boolean hasFile() {
        return folder != null;
    }

    /** Ends the writer after what it has begun, and releases the database. Idempotent. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            builder.stop();
            writer.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        tidying.finish();
        signal.close();
        newest.close();
        try {
            if (failure.isDone()) {
                database.closeImmediately();
            } else {
                index.flush(signal.head());
                database.commit();
                database.close();
            }
        } finally {
            if (folder != null) {
                folder.close();
            }
        }
    }

    private boolean isKept(long position) {
        try (LogSnapshot snapshot = snapshot()) {
            return snapshot.holds(position);
        }
    }

    /** Puts what the runs do not cover back into the index. */
    private void readTail() {
        RecordCursor records = database.log().view().ascending(index.indexedUpTo());
        while (records.advance()) {
            RecordCodec.Place place = RecordCodec.place(records.position(), records.record());
            index.add(place.stream(), place.revision(), records.position());
        }
    }

    private LogSnapshot takeSnapshot(long head) {
        return new LogSnapshot(
                database, index.view(), keys, stretches, head, transaction.removedBefore());
    }

    /** What the writer thread does with all of this. */
    private final class Commits implements LogWriter.Commit {
        @Override
        public LogTransaction transaction() {
            return transaction;
        }

        @Override
        public void commit() {
            if (!transaction.hasChanges()) {
                return;
            }
            transaction.flush();
            database.commit();
            List<StreamName> touched = List.copyOf(transaction.touched());
            transaction.committed();
            tidying.committed();
            long head = transaction.head();
            if (folder != null) {
                folder.acknowledge(head);
            }
            index.freezeIfFull(head);
            show(head, touched);
        }

        @Override
        public boolean isBehind() {
            return index.isBehind();
        }

        @Override
        public long tidy(boolean isIdle) {
            long millis = file.isFrozen() ? Long.MAX_VALUE : tidying.millisUntilDue(isIdle);
            if (millis == 0) {
                tidying.work();
                // Space is only free once nobody reads the state before.
                index.refreshView();
                show(transaction.head(), List.of());
            }
            return millis;
        }

        private void show(long head, List<StreamName> touched) {
            LogSnapshot before = newest;
            newest = takeSnapshot(head);
            before.close();
            listeners.forEach(listener -> listener.accept(touched));
            signal.moveTo(head, touched);
        }
    }
}
