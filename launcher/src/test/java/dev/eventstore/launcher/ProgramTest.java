package dev.eventstore.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.launcher.instance.InstanceClient;
import dev.eventstore.launcher.platform.AppFolders;
import dev.eventstore.launcher.platform.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, in processes of its own. */
@Timeout(240)
class ProgramTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir Path folder;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void the_program_runs_once_answers_and_quits() throws Exception {
        Process program = start("--port=0", "--tcp-port=0", "--temp");
        await().atMost(PATIENCE).until(() -> ask("status").contains("Running at"));
        assertThat(ask("status")).contains("(temporary)");

        Process second = start();
        assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isZero();
        assertThat(program.isAlive()).isTrue();

        assertThat(ask("stop")).isEqualTo("Stopped.");
        assertThat(ask("start")).contains("Running at");
        Path other = folder.resolve("other");
        ask("open " + other);
        await().atMost(PATIENCE).until(() -> ask("status").contains(other.toString()));

        ask("quit");
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
        assertThat(ask("status")).isEmpty();
    }

    private String ask(String question) {
        Path runtime =
                AppFolders.of(
                                OperatingSystem.current(),
                                Map.of(),
                                folder,
                                AppFolders.DEFAULT_PROFILE,
                                Optional.of(folder.resolve("home")))
                        .runtime();
        return InstanceClient.ask(runtime, question).orElse("");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Dglass.platform=Headless",
                        "-Dprism.order=sw",
                        "-Djava.awt.headless=true",
                        "-cp",
                        Objects.requireNonNull(
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path"))),
                        Main.class.getName(),
                        "--data-dir",
                        folder.resolve("home").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        started.add(process);
        return process;
    }
}
