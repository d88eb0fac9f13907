package dev.eventstore.server.javascript;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.eventstore.server.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Node.js of this machine, which plays the scenarios in {@code src/test/node}. */
final class NodeJs {
    private static final Path FOLDER =
            Repository.root().resolve("server/src/test/node").toAbsolutePath();
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
    private static final Duration PLAY_MAX = Duration.ofMinutes(5);

    private NodeJs() {}

    /**
     * How a file of scenarios was played.
     *
     * @param ended how the program ended: its exit code, or that it took too long
     * @param output what it printed
     */
    record Report(String ended, String output) {
        static final String WELL = "exit code 0";

        /** How many scenarios ended that way: {@code pass}, {@code fail}, {@code skipped}. */
        int count(String way) {
            Matcher line = Pattern.compile("(?m)^\\S " + way + " (\\d+)$").matcher(output);
            return line.find() ? Integer.parseInt(line.group(1)) : 0;
        }
    }

    /** Its major version; empty if there is none on the path. */
    static OptionalInt version() throws InterruptedException {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            Matcher version =
                    VERSION.matcher(
                            new String(node.getInputStream().readAllBytes(), UTF_8).strip());
            return node.waitFor() == 0 && version.matches()
                    ? OptionalInt.of(Integer.parseInt(version.group(1)))
                    : OptionalInt.empty();
        } catch (IOException missing) {
            return OptionalInt.empty();
        }
    }

    /** Answers whether the clients were installed. */
    static boolean hasClients() {
        return Files.isDirectory(FOLDER.resolve("node_modules"));
    }

    /**
     * Plays the scenarios of a file.
     *
     * @param environment what the scenarios are told about the nodes
     * @param output a file to be made, for what is printed
     */
    static Report play(String file, Map<String, String> environment, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder command =
                new ProcessBuilder(List.of("node", "--test-reporter=spec", file))
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        command.environment().putAll(environment);
        Process node = command.start();
        try {
            boolean inTime = node.waitFor(PLAY_MAX.toSeconds(), TimeUnit.SECONDS);
            return new Report(
                    inTime ? "exit code " + node.exitValue() : "not after " + PLAY_MAX,
                    Files.readString(output));
        } finally {
            node.destroyForcibly();
        }
    }
}
