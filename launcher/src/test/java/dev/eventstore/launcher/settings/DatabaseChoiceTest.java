package dev.eventstore.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseChoiceTest {
    @TempDir Path folder;

    @Test
    void a_file_of_a_database_stands_for_its_folder() throws IOException {
        Path file = Files.createFile(folder.resolve("eventstore.mv"));
        assertThat(DatabaseChoice.at(file)).isEqualTo(new DatabaseChoice.InFolder(folder));
        assertThat(DatabaseChoice.at(folder)).isEqualTo(new DatabaseChoice.InFolder(folder));
    }
}
