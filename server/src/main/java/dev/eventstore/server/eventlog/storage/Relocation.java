package dev.eventstore.server.eventlog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * Moves the database's file to another place, also on another disk, while everybody goes on: copies
 * it, copies again what was written meanwhile, until that is little; then, in one short pause of
 * the writer, the rest, and from there on the copy is the file. What is in it stays at its
 * position, so that readers notice nothing.
 *
 * <p>If it ends early, for whatever reason, the file is where it was.
 */
public final class Relocation implements AutoCloseable {
    /** What is left for the pause, at most, unless the writer is faster than the copying. */
    private static final int PAUSE_SLICES = 16;

    private static final int ROUNDS_MAX = 10;

    private final UninterruptedFile file;
    private final Path target;
    private final Path unfinished;
    private final FileChanges changes = new FileChanges();
    private final FileChannel copy;
    private BitSet pending = new BitSet();
    private volatile boolean isMoved;

    /**
     * Begins to watch what is written.
     *
     * @param target the file that there will be; its folder exists, it does not
     */
    Relocation(UninterruptedFile file, Path target) throws IOException {
        this.file = file;
        this.target = target;
        this.unfinished = target.resolveSibling(target.getFileName() + ".part");
        this.copy =
                FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        file.watch(changes);
    }

    /** Is told how far it is, and says whether to go on. */
    @FunctionalInterface
    public interface Watch {
        /**
         * Looks at the progress.
         *
         * @param done bytes copied so far
         * @param total bytes to copy
         * @return whether to go on
         */
        boolean goesOn(long done, long total);
    }

    /**
     * Copies, while the file is written, until little is left.
     *
     * @return whether it got there; false if it was told not to go on
     */
    public boolean copy(Watch watch) throws IOException {
        int slices = slices(file.size());
        pending.set(0, slices);
        long total = file.size();
        long done = 0;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            for (int slice = pending.nextSetBit(0);
                    slice >= 0;
                    slice = pending.nextSetBit(slice + 1)) {
                copySlice(slice);
                done += FileChanges.SLICE_BYTES;
                if (!watch.goesOn(Math.min(done, total), total)) {
                    return false;
                }
            }
            copy.force(false);
            pending = changes.take();
            if (pending.cardinality() <= PAUSE_SLICES) {
                return true;
            }
        }
        return true;
    }

    /**
     * Copies the rest and makes the copy the file. On the thread that writes.
     *
     * @param ready is run when the copy is complete and on disk, and not the file yet
     */
    public void finish(Runnable ready) throws IOException {
        file.whileNobodyWrites(() -> {
            pending.or(changes.take());
            for (int slice = pending.nextSetBit(0);
                    slice >= 0;
                    slice = pending.nextSetBit(slice + 1)) {
                copySlice(slice);
            }
            copy.truncate(file.size());
            copy.force(true);
            copy.close();
            ready.run();
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            file.moveTo(() ->
                    FileChannel.open(target, StandardOpenOption.READ, StandardOpenOption.WRITE));
            isMoved = true;
        });
    }

    /** Whether the copy is the file now. */
    public boolean isMoved() {
        return isMoved;
    }

    private void copySlice(int slice) throws IOException {
        long start = (long) slice * FileChanges.SLICE_BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(FileChanges.SLICE_BYTES);
        while (bytes.hasRemaining() && file.read(bytes, start + bytes.position()) > 0) {
            // What lies behind the end of the file is not there to be copied.
        }
        bytes.flip();
        while (bytes.hasRemaining()) {
            copy.write(bytes, start + bytes.position());
        }
    }

    private static int slices(long bytes) {
        return Math.toIntExact((bytes + FileChanges.SLICE_BYTES - 1) / FileChanges.SLICE_BYTES);
    }

    /** Watches no longer; unless it became the file, the copy is removed. */
    @Override
    public void close() throws IOException {
        file.watch(null);
        copy.close();
        Files.deleteIfExists(unfinished);
        if (!isMoved) {
            Files.deleteIfExists(target);
        }
    }
}
