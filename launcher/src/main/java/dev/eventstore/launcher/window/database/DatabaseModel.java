package dev.eventstore.launcher.window.database;

import dev.eventstore.launcher.database.TemporaryDatabases;
import dev.eventstore.launcher.settings.LauncherSettings;
import dev.eventstore.launcher.wording.Texts;
import dev.eventstore.server.eventlog.DatabaseGlance;
import dev.eventstore.server.node.Databases;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Databases beside the one in use, as they are on disk. */
record DatabaseModel(List<Entry> recent, List<Entry> temporary) {
    static final DatabaseModel NOTHING = new DatabaseModel(List.of(), List.of());

    /**
     * A database.
     *
     * @param note its size, or what is wrong with it
     * @param canOpen whether it makes sense to open it
     */
    record Entry(Path folder, String name, String note, boolean canOpen) {}

    DatabaseModel {
        recent = List.copyOf(recent);
        temporary = List.copyOf(temporary);
    }

    /**
     * Looks at the disk.
     *
     * @param inUse the folder of the running node
     */
    static DatabaseModel read(LauncherSettings settings, Optional<Path> inUse) {
        return new DatabaseModel(
                settings.recent().stream()
                        .filter(folder -> inUse.filter(folder::equals).isEmpty())
                        .map(folder -> entry(folder, inUse))
                        .toList(),
                TemporaryDatabases.list().stream().map(folder -> entry(folder, inUse)).toList());
    }

    private static Entry entry(Path folder, Optional<Path> inUse) {
        boolean isOpen = inUse.filter(folder::equals).isPresent();
        DatabaseGlance glance = Databases.glance(folder);
        String note;
        if (isOpen) {
            note = "In use, " + Texts.bytes(glance.bytes());
        } else if (!glance.exists()) {
            note = "Not there any more";
        } else if (glance.usedBy().isPresent()) {
            note = "Open in process " + glance.usedBy().getAsLong();
        } else {
            note = Texts.bytes(glance.bytes());
        }
        return new Entry(
                folder,
                Texts.name(folder),
                note,
                !isOpen && glance.exists() && glance.usedBy().isEmpty());
    }
}
