package dev.eventstore.server.eventlog.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The database file with its maps, or a database in memory. Changes become durable with {@link
 * #commit}, all or none.
 *
 * <p>Changes and commits: one thread at a time (the log's writer), but for a run that is being
 * built and not yet published. Reading: any thread, through roots that were taken under a {@link
 * VersionUse}.
 */
public final class Database implements AutoCloseable {
    private static final String LOG = "log";
    private static final String MANIFEST = "manifest";
    private static final String SETTLED = "settled";
    private static final String RUN_PREFIX = "run.";
    private static final String FILTERS = "filters";
    private static final String PARTS = "parts";

    /** What a page may hold in bytes; a commit rewrites the last page of the log. */
    private static final int PAGE_BYTES = 2_048;

    private static final int CACHE_MEGABYTES = 48;

    private static final Map<String, Object> SETTINGS =
            Map.of("pageSplitSize", PAGE_BYTES, "cacheSize", CACHE_MEGABYTES);

    private final MVStore store;
    private final @Nullable StoreFile file;
    private final Records log;
    private long settled;
    private final MVMap<String, String> manifest;
    private final MVMap<Long, byte[]> filters;
    private final MVMap<IndexKey, byte[]> parts;

    private Database(MVStore store, @Nullable StoreFile file) {
        this.store = store;
        this.file = file;
        // Each commit is synced before the next one is written, so that a chunk without live pages
        // can be overwritten at once: whatever a crash interrupts, the commit before it is whole.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        log = new Records(store.openMap(LOG, bytesMap()));
        manifest = store.openMap(MANIFEST, manifestMap());
        filters = store.openMap(FILTERS, bytesMap());
        parts = store.openMap(PARTS, bytesByKey());
    }

    /**
     * Opens or creates the file.
     *
     * @throws org.h2.mvstore.MVStoreException if it is damaged or of another kind
     */
    public static Database open(Path file) {
        return open(
                file.toString(),
                () ->
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE));
    }

    static Database open(String name, UninterruptedFile.Opening opening) {
        StoreFile file = StoreFile.open(name, false, SETTINGS, opening);
        return new Database(open(file), file);
    }

    /** A database that is gone when it is closed. */
    public static Database inMemory() {
        return new Database(builder().open(), null);
    }

    /**
     * What a look into a file shows.
     *
     * @param fact the manifest's value, {@code null} if the file has none
     * @param head the newest position in the log, 0 if it is empty
     */
    public record Peek(@Nullable String fact, long head) {}

    /**
     * Looks into a file without changing it.
     *
     * @param key which fact of the manifest is wanted
     * @throws org.h2.mvstore.MVStoreException if it is damaged or no MVStore file at all
     */
    public static Peek peek(Path file, String key) {
        UninterruptedFile.Opening opening = () -> FileChannel.open(file, StandardOpenOption.READ);
        try (MVStore store = open(StoreFile.open(file.toString(), true, SETTINGS, opening))) {
            if (!store.hasMap(MANIFEST) || !store.hasMap(LOG)) {
                return new Peek(null, 0);
            }
            Records log = new Records(store.openMap(LOG, bytesMap()));
            return new Peek(store.openMap(MANIFEST, manifestMap()).get(key), log.last());
        }
    }

    private static MVMap.Builder<Long, byte[]> bytesMap() {
        return new MVMap.Builder<Long, byte[]>()
                .keyType(PositionType.INSTANCE)
                .valueType(BytesType.INSTANCE);
    }

    private static MVMap.Builder<String, String> manifestMap() {
        return new MVMap.Builder<String, String>()
                .keyType(TextType.INSTANCE)
                .valueType(TextType.INSTANCE);
    }

    private static MVStore open(StoreFile file) {
        try {
            return builder().adoptFileStore(file).open();
        } catch (RuntimeException broken) {
            file.close();
            throw broken;
        }
    }

    private static MVStore.Builder builder() {
        return new MVStore.Builder().autoCommitDisabled();
    }

    /** Position → record. */
    public Records log() {
        return log;
    }

    /** A few facts about the whole. */
    public MVMap<String, String> manifest() {
        return manifest;
    }

    /** The map of an index run, created if need be. */
    public MVMap<IndexKey, byte[]> run(long id) {
        return store.openMap(RUN_PREFIX + id, bytesByKey());
    }

    /** What is not in the log yet: whose it is and its number → some bytes. */
    public MVMap<IndexKey, byte[]> parts() {
        return parts;
    }

    private static MVMap.Builder<IndexKey, byte[]> bytesByKey() {
        return new MVMap.Builder<IndexKey, byte[]>()
                .keyType(IndexKeyType.INSTANCE)
                .valueType(BytesType.INSTANCE);
    }

    /** What tells quickly that a run has nothing of a stream, by the id of the run. */
    public MVMap<Long, byte[]> filters() {
        return filters;
    }

    /** The ids of all runs in the file, published or not. */
    public List<Long> runIds() {
        List<Long> ids = new ArrayList<>();
        for (String name : store.getMapNames()) {
            if (name.startsWith(RUN_PREFIX)) {
                ids.add(Long.valueOf(name.substring(RUN_PREFIX.length())));
            }
        }
        return ids;
    }

    /** Drops a run; readers that hold its root under a {@link VersionUse} go on unharmed. */
    public void dropRun(long id) {
        store.removeMap(RUN_PREFIX + id);
        filters.remove(id);
    }

    /** Writes all changes and returns when they are on disk. */
    public void commit() {
        store.commit();
        store.sync();
    }

    /** Keeps what is committed now readable until the use ends. */
    public VersionUse use() {
        return new VersionUse(store, store.registerVersionUsage());
    }

    /**
     * Writes a part of what lies scattered in the file to one place. Space becomes free by that
     * some commits later, when nobody reads the state before any more; see {@link #settle}.
     *
     * @param bytes about how much to write
     * @param wastePercent how much of the file may be waste
     * @return whether there was anything worth it; false for a database in memory
     */
    public boolean gather(int bytes, int wastePercent) {
        if (file == null || !file.gather(store, bytes, wastePercent)) {
            return false;
        }
        commit();
        file.shrink();
        return true;
    }

    /** Commits although nothing changed, so that what was gathered before becomes free. */
    public void settle() {
        if (file == null) {
            return;
        }
        settled++;
        manifest.put(SETTLED, Long.toString(settled));
        commit();
        file.shrink();
    }

    /** Size of the file in bytes, 0 in memory. */
    public long fileBytes() {
        return file == null ? 0 : file.fileBytes();
    }

    /**
     * Keeps the file as the last commit left it, to be copied; one at a time.
     *
     * @return {@code null} for a database in memory
     */
    public @Nullable FrozenFile freeze() {
        return file == null ? null : new FrozenFile(store, file);
    }

    /**
     * Begins to move the file to another place while it is used; one at a time.
     *
     * @param target the file that there will be; its folder exists, it does not
     * @throws UnsupportedOperationException for a database in memory
     */
    public Relocation relocation(Path target) throws IOException {
        if (file == null) {
            throw new UnsupportedOperationException("A database in memory has no file.");
        }
        return file.relocation(target);
    }

    @Override
    public void close() {
        store.close();
    }

    /** Closes without writing anything more, after a failure. */
    public void closeImmediately() {
        store.closeImmediately();
    }
}
