package dev.eventstore.installers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredJarTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;

    @Test
    void a_copy_has_the_same_content_uncompressed() throws IOException {
        Path copy = folder.resolve("copy.jar");
        StoredJar.copy(jar("a.jar", 0), copy, TIME);
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            ZipEntry entry = zip.getEntry("words.txt");
            assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(zip.getInputStream(entry).readAllBytes()).isEqualTo(words());
        }
    }

    @Test
    void jars_that_differ_in_their_times_only_give_the_same_bytes() throws IOException {
        StoredJar.copy(jar("a.jar", 0), folder.resolve("copy-a.jar"), TIME);
        StoredJar.copy(jar("b.jar", 86_400_000_000L), folder.resolve("copy-b.jar"), TIME);
        assertThat(folder.resolve("copy-a.jar"))
                .hasSameBinaryContentAs(folder.resolve("copy-b.jar"));
    }

    private Path jar(String name, long time) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            ZipEntry entry = new ZipEntry("words.txt");
            entry.setTime(time);
            zip.putNextEntry(entry);
            zip.write(words());
        }
        return jar;
    }

    private static byte[] words() {
        return "again and ".repeat(1000).getBytes(StandardCharsets.UTF_8);
    }
}
