package dev.eventstore.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopWithParentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void a_node_stops_when_the_process_that_started_it_is_killed() throws Exception {
        Path output = folder.resolve("output");
        Process parent =
                new ProcessBuilder(java(Parent.class.getName()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        await().atMost(PATIENCE).until(() -> Files.readString(output).contains("http://"));
        ProcessHandle node = parent.children().findFirst().orElseThrow();

        parent.destroyForcibly().waitFor();

        try {
            await().atMost(PATIENCE).until(() -> !node.isAlive());
            assertThat(output).content().doesNotContain("Exception");
        } finally {
            node.destroyForcibly();
        }
    }

    /** Starts a node as the build does, and waits for it. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            String[] command =
                    java(
                            "-Deventstore.stopWithParent=true",
                            Main.class.getName(),
                            "--headless",
                            "--mem-db",
                            "--http-port=0",
                            "--tcp-port=0");
            new ProcessBuilder(command).inheritIO().start().waitFor();
        }
    }

    private static String[] java(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath =
                Objects.requireNonNull(
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")));
        return Stream.concat(Stream.of(java, "-cp", classPath), List.of(arguments).stream())
                .toArray(String[]::new);
    }
}
