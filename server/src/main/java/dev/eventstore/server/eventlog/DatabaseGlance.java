package dev.eventstore.server.eventlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What can be told of a database's folder without opening anything in it.
 *
 * @param exists whether there is a database
 * @param bytes the size of its file
 * @param usedBy the process that has it open, as far as one can tell
 */
public record DatabaseGlance(boolean exists, long bytes, OptionalLong usedBy) {
    private static final DatabaseGlance NOTHING =
            new DatabaseGlance(false, 0, OptionalLong.empty());

    /** Looks at a folder, which need not exist. */
    public static DatabaseGlance of(Path folder) {
        Path file = folder.resolve(EventLog.FILE);
        try {
            return Files.isRegularFile(file)
                    ? new DatabaseGlance(true, Files.size(file), DatabaseLock.holder(folder))
                    : NOTHING;
        } catch (IOException vanished) {
            return NOTHING;
        }
    }
}
