package dev.eventstore.installers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A jar whose entries are not compressed. A package that holds many of them gets a third of the
 * size, since a package is compressed as a whole, and classes are found faster.
 */
final class StoredJar {
    private StoredJar() {}

    /** Copies a jar; all entries get one time. */
    static void copy(Path from, Path to, Instant time) throws IOException {
        try (InputStream file = Files.newInputStream(from);
                ZipInputStream in = new ZipInputStream(file);
                OutputStream target = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(target)) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                out.putNextEntry(stored(entry.getName(), content, time));
                out.write(content);
            }
        }
    }

    private static ZipEntry stored(String name, byte[] content, Instant time) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        return entry;
    }
}
