package dev.eventstore.server.node;

import dev.eventstore.server.config.DatabasePlace;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.storage.Relocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a running node's database is, and whether anybody keeps it. Thread-safe. */
final class DatabaseHome {
    private static final Logger logger = LoggerFactory.getLogger(DatabaseHome.class);

    private final EventLog log;
    private volatile boolean isTemporary;

    DatabaseHome(EventLog log, boolean isTemporary) {
        this.log = log;
        this.isTemporary = isTemporary;
    }

    Optional<Path> folder() {
        return log.folder();
    }

    boolean isTemporary() {
        return isTemporary;
    }

    /** The name of its folder; empty if the database is temporary, or in memory. */
    Optional<String> nameIfItStays() {
        return isTemporary ? Optional.empty() : folder().map(Databases::nameOf);
    }

    /** What a node is started with that takes this one's place: the database is where it is now. */
    Settings again(Settings settings) {
        return folder().map(path ->
                        isTemporary
                                ? new DatabasePlace.TemporaryAgain(path)
                                : new DatabasePlace.InFolder(path))
                .map(settings::with)
                .orElse(settings);
    }

    boolean keep(Path folder, MoveProgress progress) throws IOException {
        Relocation.Watch watch = progress::goesOn;
        Path before = folder().orElse(folder);
        boolean isMoved = log.moveTo(folder, watch);
        if (isMoved) {
            isTemporary = false;
            takeSnapshotsAlong(before, folder);
        }
        return isMoved;
    }

    private static void takeSnapshotsAlong(Path from, Path to) {
        try {
            FolderSnapshots.move(from, to);
        } catch (IOException stay) {
            logger.warn("Snapshots stay in {}", from, stay);
        }
    }
}
