package dev.eventstore.server.node;

import dev.eventstore.server.config.DatabasePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the database of a node lies, made if need be.
 *
 * @param path {@code null} if it lives in memory
 * @param isTemporary whether it is a new one among the system's temporary files
 */
record DatabaseFolder(@Nullable Path path, boolean isTemporary) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH.mm.ss.SSSSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /**
     * Finds or makes the folder.
     *
     * @param httpPort part of a temporary folder's name
     * @throws StartFailedException if it cannot be made
     */
    static DatabaseFolder of(DatabasePlace place, int httpPort, Instant now)
            throws StartFailedException {
        return switch (place) {
            case DatabasePlace.InMemory() -> new DatabaseFolder(null, false);
            case DatabasePlace.InFolder(Path folder) -> new DatabaseFolder(make(folder), false);
            case DatabasePlace.Temporary() ->
                    new DatabaseFolder(make(temporary(httpPort, now)), true);
            case DatabasePlace.TemporaryAgain(Path folder) ->
                    new DatabaseFolder(make(folder), true);
        };
    }

    private static Path temporary(int httpPort, Instant now) {
        return Databases.temporaryRoot().resolve(TIME.format(now) + "-Node" + httpPort);
    }

    private static Path make(Path folder) throws StartFailedException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException impossible) {
            throw new StartFailedException(
                    "The database folder "
                            + folder
                            + " cannot be made: "
                            + impossible
                            + ". Choose another one with --db.",
                    impossible);
        }
    }
}
