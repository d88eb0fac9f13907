package dev.eventstore.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {
    @TempDir Path folder;

    @Test
    void there_is_one_at_a_time_and_it_answers() throws IOException {
        try (Instance first = Instance.claim(folder).orElseThrow()) {
            first.serve(request -> "You said " + request);

            assertThat(Instance.claim(folder)).isEmpty();
            assertThat(InstanceClient.ask(folder, "show äöü")).hasValue("You said show äöü");
            assertThat(InstanceClient.ask(folder, "again")).hasValue("You said again");
        }
        assertThat(InstanceClient.ask(folder, "show")).isEmpty();
    }

    @Test
    void what_a_killed_program_left_behind_is_no_hindrance() throws IOException {
        try (Instance first = Instance.claim(folder).orElseThrow()) {
            first.serve(_ -> "");
        }
        Files.createFile(folder.resolve(InstanceServer.SOCKET));

        try (Instance second = Instance.claim(folder).orElseThrow()) {
            second.serve(_ -> "here");
            assertThat(InstanceClient.ask(folder, "?")).isEqualTo(Optional.of("here"));
        }
    }
}
