package dev.eventstore.server.eventlog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;
import org.h2.mvstore.SFChunk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where MVStore keeps its chunks: a {@link CheckedFile}. And a promise that MVStore's own file does
 * not keep in all versions: after a crash, the newest chunk that was synced is found.
 *
 * <p>MVStore finds it as the last one in the file, or as the one that the header names, or in the
 * place that an earlier chunk foretold. Version 2.5.252 lets the header name the chunk before the
 * newest, whose foretelling may be wrong, or gone with its chunk. Here the header names the newest
 * chunk itself, unless that is the last in the file. And of the two copies of the header, the one
 * that names the newest synced chunk stays until the next is synced: the power may fail in between.
 *
 * <p>And another one: what a power cut left of a chunk does not count as that chunk. MVStore looks
 * at its first and its last bytes only; any page between them may be missing.
 */
final class StoreFile extends RandomAccessStore {
    private static final Logger logger = LoggerFactory.getLogger(StoreFile.class);
    private static final int HEADER_BLOCKS = 2;

    /** What MVStore's header calls the version of the chunk that it names. */
    private static final String VERSION = "version";

    /** What it holds when the store was closed in good order. */
    private static final String CLEAN = "clean";

    /** What the header takes in the file, with the bytes that check it. */
    static final int HEADER_FILE_BYTES = HEADER_BLOCKS * CheckedFile.STRIDE;

    /** How many bytes MVStore reads when it looks for a chunk, and what they begin with. */
    private static final int CHUNK_HEADER_BYTES = 1_024;

    private static final String CHUNK = "chunk:";

    /** What a chunk calls the number of its blocks. */
    private static final String LENGTH = "len";

    /** MVStore's own opinion on what is worth rewriting does not count. */
    private static final int ANY_FILL_RATE = 101;

    private final CheckedFile file;
    private final UninterruptedFile channel;
    private List<SFChunk> candidates = List.of();

    /** The version of the chunk that each copy of the header names, 0 if it names none. */
    private final long[] named = new long[HEADER_BLOCKS];

    /** The version of the newest chunk that is on disk for certain. */
    private long synced;

    /** Whether the file was closed in good order. */
    private boolean wasClosed;

    /** The version of the newest chunk that was come across while MVStore looks for it. */
    private long newest;

    private StoreFile(Map<String, Object> settings, UninterruptedFile channel, CheckedFile file) {
        super(settings);
        this.channel = channel;
        this.file = file;
    }

    /**
     * Opens a file, which is empty or was written by this class.
     *
     * @param name what messages call it
     * @param isReadOnly whether writing to it is out of the question
     */
    static StoreFile open(
            String name,
            boolean isReadOnly,
            Map<String, Object> settings,
            UninterruptedFile.Opening opening) {
        StoreFile store = null;
        try {
            UninterruptedFile channel = new UninterruptedFile(opening);
            CheckedFile file = CheckedFile.in(channel);
            store = new StoreFile(settings, channel, file);
            store.init(name, isReadOnly);
            store.setSize(file.size());
            if (file.size() == 0 && (isReadOnly || file.fileBytes() > 0)) {
                throw new IOException("The file is cut off at its beginning");
            }
            return store;
        } catch (IOException failed) {
            if (store != null) {
                store.close();
            }
            throw reading(failed);
        }
    }

    /** The bytes of the file, those that check the others included. */
    long fileBytes() {
        return file.fileBytes();
    }

    /** Begins to move the file to another place. */
    Relocation relocation(Path target) throws IOException {
        return new Relocation(channel, target);
    }

    /** Some bytes of the file as they are, those that check the others included. */
    byte[] bytes(long position, int length) {
        try {
            return file.bytes(position, length);
        } catch (IOException failed) {
            throw reading(failed);
        }
    }

    /**
     * Rewrites a part of what lies scattered; the next commits write it elsewhere and free its old
     * place.
     *
     * @param bytes about how much
     * @param wastePercent how much of the file may be waste
     * @return whether there was anything worth it
     */
    boolean gather(MVStore store, int bytes, int wastePercent) {
        if (!isSpaceReused()) {
            return false;
        }
        candidates = new ChunkChoice(getChunks().values(), size(), wastePercent).next(bytes);
        try {
            return !candidates.isEmpty() && store.compact(ANY_FILL_RATE, Integer.MAX_VALUE);
        } finally {
            candidates = List.of();
        }
    }

    /** Cuts off the free space at the end. */
    void shrink() {
        if (!isSpaceReused()) {
            return;
        }
        saveChunkLock.lock();
        try {
            shrinkStoreIfPossible(0);
        } finally {
            saveChunkLock.unlock();
        }
    }

    /** MVStore asks for these when it rewrites chunks. */
    @Override
    public Collection<SFChunk> getRewriteCandidates() {
        return candidates;
    }

    @Override
    public ByteBuffer readFully(SFChunk chunk, long position, int length) {
        try {
            readCount.incrementAndGet();
            readBytes.addAndGet(length);
            if (position == 0 && length == HEADER_BLOCKS * CheckedFile.BLOCK_BYTES) {
                return header();
            }
            byte[] bytes = file.read(position, length).array();
            if (chunk == null && length == CHUNK_HEADER_BYTES && synced == 0 && !wasClosed) {
                checkChunk(position, bytes);
            }
            return ByteBuffer.wrap(bytes);
        } catch (IOException failed) {
            throw reading(failed);
        }
    }

    @Override
    protected void writeFully(SFChunk chunk, long position, ByteBuffer bytes) {
        if (synced == 0) {
            synced = lastChunkVersion();
        }
        int length = bytes.remaining();
        setSize(Math.max(size(), position + length));
        writing(() -> {
            if (position == 0) {
                writeHeader(bytes);
            } else {
                file.write(position, bytes);
            }
        });
        writeCount.incrementAndGet();
        writeBytes.addAndGet(length);
        if (chunk != null) {
            // The header that is written next shall name this chunk; and it is written, since no
            // chunk foretells its own place.
            lastChunk = chunk;
        }
    }

    @Override
    protected void truncate(long size) {
        // What is cut off may be what an older chunk needs.
        sync();
        writing(() -> file.truncate(size));
        setSize(Math.min(size(), size));
    }

    @Override
    public void sync() {
        writing(file::sync);
        synced = lastChunkVersion();
    }

    /** The header comes in two copies. */
    private void writeHeader(ByteBuffer both) throws IOException {
        boolean isClean = storeHeader.containsKey(CLEAN);
        if (isClean) {
            sync();
        }
        int copy = named[0] == synced ? 1 : 0;
        writeHeader(copy, both);
        if (isClean) {
            file.sync();
            writeHeader(1 - copy, both);
        }
    }

    private void writeHeader(int copy, ByteBuffer both) throws IOException {
        int start = copy * CheckedFile.BLOCK_BYTES;
        file.write(start, both.slice(start, CheckedFile.BLOCK_BYTES));
        named[copy] = lastChunkVersion();
    }

    @Override
    public void close() {
        try {
            writing(file::close);
        } finally {
            super.close();
        }
    }

    /**
     * Reads every block of what seems to be a chunk, if it is newer than those before: each commit
     * is synced before the next, so that only the newest chunk can be there in part.
     */
    private void checkChunk(long position, byte[] header) throws IOException {
        if (!line(header).startsWith(CHUNK)) {
            return;
        }
        Map<String, String> facts = facts(header);
        long version = DataUtils.readHexLong(facts, VERSION, 0);
        if (version < newest) {
            return;
        }
        newest = version;
        long end = position + DataUtils.readHexLong(facts, LENGTH, 0) * CheckedFile.BLOCK_BYTES;
        try {
            for (long block = position; block < end; block += CheckedFile.BLOCK_BYTES) {
                file.read(block, CheckedFile.BLOCK_BYTES);
            }
        } catch (IOException incomplete) {
            logger.warn(
                    "{}: commit {} is not whole on the disk, as after a power cut ({}); going back"
                            + " to the one before",
                    getFileName(),
                    version,
                    incomplete.getMessage());
            throw incomplete;
        }
    }

    /** The copy that a crash left half written reads as zeros. */
    private ByteBuffer header() throws IOException {
        ByteBuffer both = ByteBuffer.allocate(HEADER_BLOCKS * CheckedFile.BLOCK_BYTES);
        int clean = 0;
        for (int copy = 0; copy < HEADER_BLOCKS; copy++) {
            int start = copy * CheckedFile.BLOCK_BYTES;
            try {
                byte[] header = file.read(start, CheckedFile.BLOCK_BYTES).array();
                both.put(start, header);
                Map<String, String> facts = facts(header);
                named[copy] = DataUtils.readHexLong(facts, VERSION, 0);
                clean += facts.containsKey(CLEAN) ? 1 : 0;
            } catch (CheckedFile.DamagedBlockException damaged) {
                both.put(start, new byte[CheckedFile.BLOCK_BYTES]);
            }
        }
        wasClosed = clean == HEADER_BLOCKS && named[0] == named[1];
        return both;
    }

    private static Map<String, String> facts(byte[] header) {
        return DataUtils.parseMap(line(header));
    }

    private static String line(byte[] header) {
        return new String(header, StandardCharsets.ISO_8859_1).split("\n", 2)[0];
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private void writing(Write write) {
        try {
            write.run();
        } catch (IOException failed) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_WRITING_FAILED, "Writing to {0} failed", getFileName(), failed);
        }
    }

    private static MVStoreException reading(IOException failed) {
        return DataUtils.newMVStoreException(
                failed instanceof CheckedFile.DamagedBlockException
                        ? DataUtils.ERROR_FILE_CORRUPT
                        : DataUtils.ERROR_READING_FAILED,
                "{0}",
                failed.getMessage(),
                failed);
    }

    @Override
    public void open(String name, boolean isReadOnly, char[] encryptionKey) {
        throw new UnsupportedOperationException("It is open.");
    }

    @Override
    public FileStore<SFChunk> open(String name, boolean isReadOnly) {
        throw new UnsupportedOperationException("Copies are made elsewhere.");
    }

    @Override
    public void backup(ZipOutputStream out) {
        throw new UnsupportedOperationException("Copies are made elsewhere.");
    }
}
