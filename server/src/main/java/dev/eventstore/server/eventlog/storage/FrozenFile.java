package dev.eventstore.server.eventlog.storage;

import java.io.IOException;
import java.io.OutputStream;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The database's file as the last commit left it. Until it is released, nothing in it is
 * overwritten: what is committed later goes behind it. To be made on the writer thread, read and
 * released on any one thread.
 */
public final class FrozenFile {
    private static final int SLICE_BYTES = 1024 * 1024;

    private final MVStore store;
    private final StoreFile file;
    private final byte[] header;
    private final long length;

    FrozenFile(MVStore store, StoreFile file) {
        this.store = store;
        this.file = file;
        store.setReuseSpace(false);
        this.length = file.fileBytes();
        // The header is the one part that is written again and again.
        this.header = file.bytes(0, StoreFile.HEADER_FILE_BYTES);
    }

    /** Size of the file in bytes. */
    public long length() {
        return length;
    }

    /**
     * Writes the file's content.
     *
     * @throws IOException if it cannot be written, or the database is closed meanwhile
     */
    public void writeTo(OutputStream out) throws IOException {
        out.write(header);
        try {
            for (long at = header.length; at < length; at += SLICE_BYTES) {
                out.write(file.bytes(at, (int) Math.min(SLICE_BYTES, length - at)));
            }
        } catch (MVStoreException unreadable) {
            throw new IOException("The database cannot be read any more", unreadable);
        }
    }

    /** Lets the space be used again. */
    public void release() {
        store.setReuseSpace(true);
    }
}
