package dev.eventstore.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesTest {
    @TempDir Path folder;

    @Test
    void a_glance_tells_who_uses_a_database_and_takes_nothing_from_them() throws Exception {
        Path database = folder.resolve("db");
        assertThat(Databases.glance(database).exists()).isFalse();

        try (Node node = start(database)) {
            assertThat(Databases.glance(database).exists()).isTrue();
            assertThat(Databases.glance(database).bytes()).isPositive();
            assertThat(Databases.glance(database).usedBy()).hasValue(ProcessHandle.current().pid());
            assertThat(node.figures().databaseBytes()).isPositive();
        }
        assertThat(Databases.glance(database).usedBy()).isEmpty();
    }

    @Test
    void a_database_in_use_is_not_removed() throws Exception {
        Path database = folder.resolve("db");
        try (Node node = start(database)) {
            assertThatThrownBy(() -> Databases.discard(database))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(database.toString());
            assertThat(node.figures().head()).isPositive();
        }
        Databases.discard(database);
        assertThat(database).doesNotExist();
    }

    @Test
    void what_else_is_in_the_folder_stays() throws Exception {
        Path database = folder.resolve("db");
        start(database).close();
        Files.writeString(database.resolve("notes.txt"), "mine");

        Databases.discard(database);

        assertThat(database.resolve("notes.txt")).hasContent("mine");
        assertThat(Databases.glance(database).exists()).isFalse();
    }

    @Test
    void a_second_user_of_a_computer_has_a_place_for_temporary_databases() throws IOException {
        Path everybodys = folder.resolve("EventStore");
        assertThat(Databases.temporaryRoot(folder, "ann")).isEqualTo(everybodys);
        Files.createDirectory(everybodys);
        assertThat(Databases.temporaryRoot(folder, "ann")).isEqualTo(everybodys);
        Files.delete(everybodys);

        // Stands for a folder that only another user may write to, which the superuser could.
        Files.createFile(everybodys);
        assertThat(Databases.temporaryRoot(folder, "ann"))
                .isEqualTo(folder.resolve("EventStore-ann"));
    }

    private static Node start(Path database) throws StartFailedException {
        return Node.start(Settings.of("--db=" + database, "--http-port=0", "--tcp-port=0"));
    }
}
