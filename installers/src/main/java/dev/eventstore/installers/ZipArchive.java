package dev.eventstore.installers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder as a zip file, for Windows. */
final class ZipArchive {
    private ZipArchive() {}

    static void write(Path folder, Path to) throws IOException {
        Path base = Folders.parent(folder);
        try (OutputStream file = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Path path : Folders.all(folder.toAbsolutePath())) {
                if (Files.isRegularFile(path)) {
                    String name = base.relativize(path).toString().replace('\\', '/');
                    ZipEntry entry = new ZipEntry(name);
                    // In full: the cache of classes names the times of the jars.
                    entry.setLastModifiedTime(Files.getLastModifiedTime(path));
                    zip.putNextEntry(entry);
                    Files.copy(path, zip);
                }
            }
        }
    }
}
