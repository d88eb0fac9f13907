package dev.eventstore.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.config.DatabasePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFolderTest {
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05.678901Z");

    @TempDir Path folder;

    @Test
    void a_temporary_database_is_named_after_time_and_port()
            throws StartFailedException, IOException {
        DatabaseFolder made = DatabaseFolder.of(new DatabasePlace.Temporary(), 2113, NOW);
        Path path = made.path();
        try {
            assertThat(made.isTemporary()).isTrue();
            assertThat(path)
                    .isDirectory()
                    .hasFileName("2030-01-02_03.04.05.678901-Node2113")
                    .hasParent(Path.of(System.getProperty("java.io.tmpdir"), "EventStore"));
        } finally {
            if (path != null) {
                Files.delete(path);
            }
        }
    }

    @Test
    void a_named_folder_is_made() throws StartFailedException {
        Path wanted = folder.resolve("a/b");
        DatabaseFolder made = DatabaseFolder.of(new DatabasePlace.InFolder(wanted), 1, NOW);
        assertThat(made).isEqualTo(new DatabaseFolder(wanted, false));
        assertThat(wanted).isDirectory();
    }

    @Test
    void memory_has_no_folder() throws StartFailedException {
        assertThat(DatabaseFolder.of(new DatabasePlace.InMemory(), 1, NOW).path()).isNull();
    }

    @Test
    void a_file_in_the_way_is_told() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DatabaseFolder.of(new DatabasePlace.InFolder(file), 1, NOW))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--db");
    }
}
