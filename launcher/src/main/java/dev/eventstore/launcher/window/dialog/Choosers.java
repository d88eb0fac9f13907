package dev.eventstore.launcher.window.dialog;

import java.nio.file.Path;
import java.util.Optional;

/** Asks for files and folders, and waits for the answer. On JavaFX's thread. */
public interface Choosers {
    /**
     * Asks for a folder.
     *
     * @param start where to begin, if that is a folder
     * @return empty if the user wants none
     */
    Optional<Path> folder(String title, Optional<Path> start);

    /**
     * Asks for a file to write.
     *
     * @param name what it could be called
     */
    Optional<Path> fileToSave(String title, String name);

    /** Asks for a file of events to read. */
    Optional<Path> fileToOpen(String title);
}
