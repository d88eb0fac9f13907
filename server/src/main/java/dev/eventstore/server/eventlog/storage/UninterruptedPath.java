package dev.eventstore.server.eventlog.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Names of files that MVStore opens as {@link UninterruptedFile}s: an ordinary path behind {@code
 * uninterrupted:}. Public only because MVStore makes instances of it by its class.
 */
public final class UninterruptedPath extends FilePathWrapper {
    private static final String SCHEME = "uninterrupted";

    static {
        FilePath.register(new UninterruptedPath());
    }

    /** How MVStore is to be told the name of a file. */
    static String nameOf(Path file) {
        return SCHEME + ":" + file.toAbsolutePath();
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new UninterruptedFile(() -> getBase().open(mode));
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }
}
