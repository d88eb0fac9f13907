package dev.eventstore.server.node;

import dev.eventstore.server.eventlog.DatabaseGlance;
import dev.eventstore.server.eventlog.DatabaseRefusedException;
import dev.eventstore.server.eventlog.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Databases that no node needs to have open, for programs that manage several. */
public final class Databases {
    private Databases() {}

    /** The file in a database's folder that holds its events; a copy of it is a backup. */
    public static String fileName() {
        return EventLog.FILE;
    }

    /** The folder that temporary databases are made in, each in a folder of its own. */
    public static Path temporaryRoot() {
        return temporaryRoot(
                Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"));
    }

    /** Where another user of the computer was first, the folder has the user's name in its own. */
    static Path temporaryRoot(Path temporaryFiles, String user) {
        Path everybodys = temporaryFiles.resolve("EventStore");
        boolean isTaken =
                Files.exists(everybodys)
                        && !(Files.isDirectory(everybodys) && Files.isWritable(everybodys));
        return isTaken ? temporaryFiles.resolve("EventStore-" + user) : everybodys;
    }

    /** What a database is called: its folder's name. */
    static String nameOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? folder.toString() : name.toString();
    }

    /** Looks at a folder without opening the database in it. */
    public static DatabaseGlance glance(Path folder) {
        return DatabaseGlance.of(folder);
    }

    /**
     * Removes the database in a folder for good together with its snapshots, and the folder if
     * nothing else is in it.
     *
     * @throws IOException if a node has it open, or it cannot be removed
     */
    public static void discardAll(Path folder) throws IOException {
        FolderSnapshots.discard(folder);
        discard(folder);
    }

    /** Puts what was staged in a folder in the place of the database there. */
    static void takeStaged(Path folder) throws IOException {
        try {
            EventLog.takeStaged(folder);
        } catch (DatabaseRefusedException inUse) {
            throw new IOException(inUse.getMessage(), inUse);
        }
    }

    /**
     * Removes the database in a folder for good, and the folder if nothing else is in it.
     *
     * @throws IOException if a node has it open, or it cannot be removed
     */
    public static void discard(Path folder) throws IOException {
        try {
            EventLog.discard(folder);
        } catch (DatabaseRefusedException inUse) {
            throw new IOException(inUse.getMessage(), inUse);
        }
    }
}
