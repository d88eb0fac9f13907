package dev.eventstore.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The recorded scenarios in {@code src/test/conformance}, one folder for each area, and the Python
 * program that plays them.
 */
final class Recordings {
    private static final Path FOLDER =
            Repository.root().resolve("server/src/test/conformance").toAbsolutePath();
    private static final Path SCENARIOS = FOLDER.resolve("open");
    private static final String PYTHON = "python3";

    private Recordings() {}

    /** Answers whether there is a Python to play them with. */
    static boolean canBePlayed() {
        try {
            Process python =
                    new ProcessBuilder(PYTHON, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return python.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The names of all areas. */
    static SortedSet<String> areas() {
        try (Stream<Path> folders = Files.list(SCENARIOS)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How many scenarios some areas have. */
    static int count(Iterable<String> areas) {
        int count = 0;
        for (String area : areas) {
            try (Stream<Path> files = Files.list(SCENARIOS.resolve(area))) {
                count += (int) files.filter(Recordings::isScenario).count();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return count;
    }

    /**
     * Plays some areas.
     *
     * @param nodes where a node of each configuration is served
     * @param jobs how many scenarios are played at a time
     */
    static Playback play(Iterable<String> areas, Map<String, URI> nodes, int jobs)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(PYTHON, "-B", FOLDER.resolve("conform.py").toString(), "run", "-v"));
        command.addAll(List.of("--jobs", Integer.toString(jobs)));
        nodes.forEach((name, uri) -> command.addAll(List.of("--base", name + "=" + uri)));
        areas.forEach(area -> command.addAll(List.of("--only", area + "/*")));
        command.add(SCENARIOS.toString());
        Process player = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            List<String> output = player.inputReader().lines().toList();
            assertThat(player.waitFor()).as("the end of %s", output).isZero();
            return Playback.of(output);
        } finally {
            player.destroyForcibly();
        }
    }

    private static boolean isScenario(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") && !name.endsWith(".golden.json");
    }
}
