package dev.eventstore.server.node;

import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.http.admin.Backups;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Backups of the log's file. Thread-safe. */
final class LogBackups implements Backups {
    private final EventLog log;

    LogBackups(EventLog log) {
        this.log = log;
    }

    @Override
    public boolean arePossible() {
        return log.hasFile();
    }

    /** The file gets its name when it is complete and on disk. */
    @Override
    public long copyTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new IOException(folder + " is not empty");
            }
        }
        Path unfinished = folder.resolve(EventLog.FILE + ".part");
        try {
            long bytes = write(unfinished);
            Files.move(unfinished, folder.resolve(EventLog.FILE), StandardCopyOption.ATOMIC_MOVE);
            return bytes;
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(unfinished);
            throw failure;
        }
    }

    private long write(Path file) throws IOException {
        try (OutputStream out =
                Files.newOutputStream(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC)) {
            return log.copyFile(out);
        }
    }

    @Override
    public void writeArchive(OutputStream out) throws IOException {
        ZipOutputStream archive = new ZipOutputStream(new BufferedOutputStream(out));
        archive.setLevel(Deflater.BEST_SPEED);
        archive.putNextEntry(new ZipEntry(EventLog.FILE));
        log.copyFile(archive);
        archive.closeEntry();
        archive.finish();
        archive.flush();
    }
}
