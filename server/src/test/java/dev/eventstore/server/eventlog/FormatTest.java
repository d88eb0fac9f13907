package dev.eventstore.server.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.eventlog.DatabaseRefusedException.Reason;
import dev.eventstore.server.eventlog.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"1, OLDER", "3, NEWER"})
    void a_database_of_another_format_is_refused_and_left_as_it_is(int format, Reason reason)
            throws IOException {
        EventLog.open(folder).close();
        Path file = folder.resolve(EventLog.FILE);
        try (Database database = Database.open(file)) {
            database.manifest().put("format", Integer.toString(format));
            database.commit();
        }
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> EventLog.open(folder))
                .isInstanceOfSatisfying(
                        DatabaseRefusedException.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(reason);
                            assertThat(refused).hasMessageContaining("format " + format);
                        });
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
