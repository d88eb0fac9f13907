package dev.eventstore.server.node;

import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.storage.Relocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a running node's database is, and whether anybody keeps it. Thread-safe. */
final class DatabaseHome {
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

    boolean keep(Path folder, MoveProgress progress) throws IOException {
        Relocation.Watch watch = progress::goesOn;
        boolean isMoved = log.moveTo(folder, watch);
        if (isMoved) {
            isTemporary = false;
        }
        return isMoved;
    }
}
