package dev.eventstore.server.http.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Copies the database while it is in use. Thread-safe. */
public interface Backups {
    /** Answers whether there is anything on disk to copy. */
    boolean arePossible();

    /**
     * Copies it into a folder that is made for it.
     *
     * @param folder must not exist, or be empty
     * @return the size of the copy in bytes
     * @throws IOException if the folder cannot be made or written, or is not empty
     */
    long copyTo(Path folder) throws IOException;

    /** Writes it as a ZIP archive whose content is a database folder. */
    void writeArchive(OutputStream out) throws IOException;
}
