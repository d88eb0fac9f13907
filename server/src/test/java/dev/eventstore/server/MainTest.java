package dev.eventstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: what it prints and how it ends. */
@Timeout(60)
class MainTest {
    @TempDir Path folder;

    @Test
    void help_is_printed_and_all_is_well() throws Exception {
        Ended ended = run("--help");
        assertThat(ended.code).isZero();
        assertThat(ended.output).contains("--http-port", "--db");
    }

    @Test
    void a_mistyped_option_ends_with_2_and_a_hint() throws Exception {
        Ended ended = run("--htpp-port", "1");
        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.output).contains("--htpp-port is not a known option", "Did you mean");
    }

    @Test
    void a_taken_port_ends_with_1_and_names_the_holder() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            Ended ended =
                    run(
                            "--http-port",
                            port,
                            "--tcp-port",
                            "0",
                            "--db",
                            folder.resolve("db").toString());
            assertThat(ended.code).isEqualTo(1);
            assertThat(ended.output).contains("Port " + port, "is taken by");
            assertThat(folder.resolve("db")).doesNotExist();
        }
    }

    @Test
    void a_damaged_database_ends_with_1_and_a_sentence() throws Exception {
        Files.writeString(folder.resolve("eventstore.mv"), "something else");
        Ended ended = run("--http-port", "0", "--tcp-port", "0", "--db", folder.toString());
        assertThat(ended.code).isEqualTo(1);
        assertThat(ended.output).contains("ERROR", folder.toString()).doesNotContain("\tat ");
    }

    @Test
    void a_start_is_told_in_few_lines_and_a_signal_stops_it_in_good_order() throws Exception {
        Path logs = folder.resolve("logs");
        Process node =
                start(
                        "--http-port",
                        "0",
                        "--tcp-port",
                        "0",
                        "--mem-db",
                        "--log",
                        logs.toString(),
                        "--structured-log");
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = node.inputReader(StandardCharsets.UTF_8)) {
            while (lines.isEmpty() || !lines.getLast().contains("Ready in")) {
                String line = output.readLine();
                assertThat(line).as("a line after %s", lines).isNotNull();
                lines.add(line);
            }
            node.destroy();
            assertThat(node.waitFor(Duration.ofSeconds(10))).isTrue();
        }

        assertThat(node.exitValue()).isZero();
        assertThat(lines).hasSizeLessThan(20).anyMatch(line -> line.contains("in memory"));
        try (Stream<Path> files = Files.list(logs)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Files.readAllLines(file))
                                    .hasSizeGreaterThan(lines.size())
                                    .allMatch(line -> line.startsWith("{")));
        }
    }

    private record Ended(int code, String output) {}

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("dev.eventstore.server.Main");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("EVENTSTORE_"));
        return builder.start();
    }
}
