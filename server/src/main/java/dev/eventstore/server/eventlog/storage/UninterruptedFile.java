package dev.eventstore.server.eventlog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;

/**
 * A file that stays open whoever is interrupted. Java closes a channel for everybody when one
 * thread is interrupted while it reads or writes; here the channel is opened again, the operation
 * repeated, and the thread left interrupted, to notice it where it waits next. Safe for any thread.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // Reading at a position needs no lock.
final class UninterruptedFile extends FileBaseDefault {
    private final Opening opening;
    private volatile FileChannel channel;

    /** What was locked, {@code null} if nothing was; guarded by this. */
    private @Nullable FileLock lock;

    /** Opens the file anew. */
    @FunctionalInterface
    interface Opening {
        FileChannel open() throws IOException;
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
        return uninterrupted(open -> open.write(source.position(before), position));
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
        uninterrupted(open -> open.truncate(size));
    }

    @Override
    public synchronized @Nullable FileLock tryLock(long position, long size, boolean isShared)
            throws IOException {
        lock = uninterrupted(open -> open.tryLock(position, size, isShared));
        return lock == null ? null : new LastingLock(position, size, isShared);
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
                    reopenAfter(open);
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Opens the file again, unless another thread did so or it was closed on purpose. */
    private synchronized void reopenAfter(FileChannel closed) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (channel.isOpen()) {
            return;
        }
        // Whoever closes it may still be about it, and its lock is gone only then.
        closed.close();
        FileChannel again = opening.open();
        if (lock != null) {
            lock = again.tryLock(lock.position(), lock.size(), lock.isShared());
            if (lock == null) {
                again.close();
                throw new IOException("Another program has locked the file meanwhile.");
            }
        }
        channel = again;
    }

    private synchronized void release() throws IOException {
        if (lock != null && lock.isValid()) {
            lock.release();
        }
        lock = null;
    }

    /** A lock that outlives the channel it was taken on. */
    private final class LastingLock extends FileLock {
        LastingLock(long position, long size, boolean isShared) {
            super(UninterruptedFile.this, position, size, isShared);
        }

        @Override
        public boolean isValid() {
            return isOpen();
        }

        @Override
        public void release() throws IOException {
            UninterruptedFile.this.release();
        }
    }
}
