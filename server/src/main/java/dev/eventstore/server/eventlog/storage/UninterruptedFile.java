package dev.eventstore.server.eventlog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;

/**
 * A file that stays open whoever is interrupted. Java closes a channel for everybody when one
 * thread is interrupted while it reads or writes; here the channel is opened again, the operation
 * repeated, and the thread left interrupted, to notice it where it waits next. Safe for any thread.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // Reading at a position needs no lock.
final class UninterruptedFile extends FileBaseDefault {
    private final ReentrantLock writing = new ReentrantLock();
    private Opening opening;
    private volatile FileChannel channel;
    private volatile @Nullable FileChanges changes;

    /** Opens the file anew. */
    @FunctionalInterface
    interface Opening {
        FileChannel open() throws IOException;
    }

    /** Something that needs the file as it is. */
    @FunctionalInterface
    interface Pause {
        void run() throws IOException;
    }

    /** Something that has the same effect when it is done twice. */
    @FunctionalInterface
    private interface Operation<R extends @Nullable Object> {
        R applyTo(FileChannel channel) throws IOException;
    }

    UninterruptedFile(Opening opening) throws IOException {
        this.opening = opening;
        this.channel = opening.open();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int before = target.position();
        return uninterrupted(open -> open.read(target.position(before), position));
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        int before = source.position();
        writing.lock();
        try {
            int written = uninterrupted(open -> open.write(source.position(before), position));
            FileChanges watching = changes;
            if (watching != null) {
                watching.written(position, written);
            }
            return written;
        } finally {
            writing.unlock();
        }
    }

    /** Tells from now on what is written; {@code null} for no longer. */
    void watch(@Nullable FileChanges watching) {
        changes = watching;
    }

    /** Does something while everybody who wants to write waits. */
    void whileNobodyWrites(Pause pause) throws IOException {
        writing.lock();
        try {
            pause.run();
        } finally {
            writing.unlock();
        }
    }

    /** Goes on with another file, which has the same content. Reading goes on meanwhile. */
    synchronized void moveTo(Opening other) throws IOException {
        FileChannel before = channel;
        channel = other.open();
        opening = other;
        // Whoever reads from it right now begins again.
        before.close();
    }

    @Override
    public long size() throws IOException {
        return uninterrupted(FileChannel::size);
    }

    @Override
    public void force(boolean withMetadata) throws IOException {
        uninterrupted(open -> {
            open.force(withMetadata);
            return true;
        });
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        writing.lock();
        try {
            uninterrupted(open -> open.truncate(size));
        } finally {
            writing.unlock();
        }
    }

    @Override
    protected synchronized void implCloseChannel() throws IOException {
        channel.close();
    }

    private <R extends @Nullable Object> R uninterrupted(Operation<R> operation)
            throws IOException {
        // An operation that begins interrupted would close the channel at once.
        boolean isInterrupted = Thread.interrupted();
        try {
            while (true) {
                FileChannel open = channel;
                try {
                    return operation.applyTo(open);
                } catch (ClosedChannelException closed) {
                    isInterrupted |= Thread.interrupted();
                    reopen();
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Opens the file again, unless another thread did so or it was closed on purpose. */
    private synchronized void reopen() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (channel.isOpen()) {
            return;
        }
        channel = opening.open();
    }
}
