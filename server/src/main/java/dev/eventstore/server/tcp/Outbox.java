package dev.eventstore.server.tcp;

import dev.eventstore.server.tcp.frame.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be sent to one client. One thread sends, all that is there in one go; anybody may
 * add. Adding never waits, but whoever makes something large asks for room first. Thread-safe.
 */
final class Outbox {
    /** Packages are sent together up to this size. */
    private static final int TOGETHER_BYTES_MAX = 64 * 1024;

    /** Larger packages are sent in pieces of this size, to see whether the client takes them. */
    private static final int PIECE_BYTES = 128 * 1024;

    private final int pendingMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final Deque<Frame> queue = new ArrayDeque<>();
    private long pending;
    private boolean isClosed;
    private final AtomicLong sent = new AtomicLong();
    private volatile long writingSince;

    /**
     * @param pendingMax how many bytes may wait until there is no more room
     */
    Outbox(int pendingMax) {
        this.pendingMax = pendingMax;
    }

    /** How many bytes were sent. */
    long sent() {
        return sent.get();
    }

    /** Since when one piece is being sent, in {@link System#nanoTime}; 0 if none is. */
    long writingSince() {
        return writingSince;
    }

    /** Adds behind everything; nothing happens once it is closed. */
    void add(Frame frame) {
        lock.lock();
        try {
            if (!isClosed) {
                queue.addLast(frame);
                added(frame);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds before everything that waits. */
    void addFirst(Frame frame) {
        lock.lock();
        try {
            if (!isClosed) {
                queue.addFirst(frame);
                added(frame);
            }
        } finally {
            lock.unlock();
        }
    }

    private void added(Frame frame) {
        pending += frame.length();
        if (queue.size() == 1) {
            filled.signal();
        }
    }

    /** Waits until fewer bytes wait than may, or it is closed. */
    void awaitRoom() throws InterruptedException {
        awaitAtMost(pendingMax, Long.MAX_VALUE);
    }

    /** Waits until everything is sent; false if the time ran out before. */
    boolean awaitEmpty(Duration patience) throws InterruptedException {
        return awaitAtMost(0, patience.toNanos());
    }

    private boolean awaitAtMost(int bytes, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (pending > bytes && !isClosed) {
                if (left <= 0) {
                    return false;
                }
                left = emptied.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes wait. */
    long pending() {
        lock.lock();
        try {
            return pending;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what waits; {@link #sendTo} comes to its end. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            queue.clear();
            pending = 0;
            filled.signalAll();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends until it is closed. */
    void sendTo(OutputStream out) throws IOException, InterruptedException {
        List<Frame> batch = new ArrayList<>();
        int bytes = take(batch);
        while (bytes > 0) {
            if (batch.size() == 1) {
                write(out, batch.getFirst());
            } else {
                write(out, together(batch, bytes));
            }
            batch.clear();
            done(bytes);
            bytes = take(batch);
        }
    }

    /** Takes what can be sent together, and waits for it. */
    private int take(List<Frame> batch) throws InterruptedException {
        if (!awaitFilled()) {
            return 0;
        }
        lock.lockInterruptibly();
        try {
            int bytes = 0;
            Frame next = queue.peekFirst();
            while (next != null && (bytes == 0 || bytes + next.length() <= TOGETHER_BYTES_MAX)) {
                bytes += next.length();
                batch.add(queue.removeFirst());
                next = queue.peekFirst();
            }
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something to send; false if it is closed. */
    @SuppressWarnings(
            "ThreadPriorityCheck") // A hint that saves system calls; nothing relies on it.
    private boolean awaitFilled() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!queue.isEmpty()) {
                return true;
            }
            while (queue.isEmpty()) {
                if (isClosed) {
                    return false;
                }
                filled.await();
            }
        } finally {
            lock.unlock();
        }
        // Requests that one commit has answered wake up together: let the others add theirs, so
        // that all of them are sent at once.
        Thread.yield();
        return true;
    }

    private static Frame together(List<Frame> batch, int bytes) {
        byte[] all = new byte[bytes];
        int at = 0;
        for (Frame frame : batch) {
            System.arraycopy(frame.bytes(), frame.from(), all, at, frame.length());
            at += frame.length();
        }
        return new Frame(all, 0, bytes);
    }

    private void write(OutputStream out, Frame frame) throws IOException {
        int done = 0;
        while (done < frame.length()) {
            int piece = Math.min(PIECE_BYTES, frame.length() - done);
            writingSince = System.nanoTime() | 1;
            out.write(frame.bytes(), frame.from() + done, piece);
            done += piece;
        }
        writingSince = 0;
        sent.addAndGet(frame.length());
    }

    private void done(int bytes) {
        lock.lock();
        try {
            pending = Math.max(0, pending - bytes);
            if (pending <= pendingMax) {
                emptied.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
