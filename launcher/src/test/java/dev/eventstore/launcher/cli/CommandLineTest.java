package dev.eventstore.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.launcher.settings.DatabaseChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir Path folder;

    @Test
    void without_words_the_window_is_opened() {
        assertThat(read())
                .isEqualTo(
                        new CommandLine.Run(
                                new Start(
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        false,
                                        Optional.empty(),
                                        List.of())));
    }

    @Test
    void options_of_the_program_and_of_the_node_can_be_mixed() {
        Start start =
                start("--hidden", "--profile", "work", "--db", "x", "--port=3000", "--insecure");
        assertThat(start.isHidden()).isTrue();
        assertThat(start.profile()).hasValue("work");
        assertThat(start.nodeOptions())
                .containsExactly("--db", "x", "--ExtHttpPort=3000", "--insecure");
    }

    @Test
    void a_folder_or_a_file_of_it_is_a_database() {
        assertThat(start(folder.toString()).database())
                .hasValue(new DatabaseChoice.InFolder(folder));
    }

    @Test
    void temporary_and_in_memory_databases_have_words_of_their_own() {
        assertThat(start("--temp").database()).hasValue(DatabaseChoice.Passing.TEMPORARY);
        assertThat(start("--in-memory").database()).hasValue(DatabaseChoice.Passing.IN_MEMORY);
    }

    @Test
    void the_running_program_is_asked() {
        assertThat(read("status", "--profile", "work"))
                .isEqualTo(
                        new CommandLine.Ask(
                                Question.STATUS, Optional.of("work"), Optional.empty()));
        assertThat(read("stop")).isInstanceOf(CommandLine.Ask.class);
    }

    @Test
    void help_and_version_are_texts() {
        assertThat(((CommandLine.Print) read("--help")).text()).contains("--headless", "status");
        assertThat(((CommandLine.Print) read("--version")).text()).contains("Event Store");
    }

    @Test
    void without_a_window_the_node_is_asked_for_help() {
        assertThat(start("--headless", "--help").nodeOptions()).containsExactly("--help");
    }

    @Test
    void mistakes_are_named() {
        assertThat(refused("--port", "many")).contains("--port");
        assertThat(refused("--profile", "../x")).contains("../x");
        assertThat(refused("--profile")).contains("--profile needs a value");
        assertThat(refused("nowhere")).contains("'nowhere'");
        assertThat(refused("--htp-port", "1")).contains("--htp-port");
    }

    private static String refused(String... words) {
        return String.join(" ", ((CommandLine.Refused) read(words)).problems());
    }

    private static Start start(String... words) {
        return ((CommandLine.Run) read(words)).start();
    }

    private static CommandLine read(String... words) {
        return CommandLine.of(List.of(words));
    }
}
