package dev.eventstore.installers;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/** Runs tools: those of the JDK in this process, others in one of their own. */
final class Tool {
    /** Longer than any of them takes on a slow machine. */
    private static final Duration WITHIN = Duration.ofMinutes(15);

    private Tool() {}

    /** Runs a tool of the JDK, such as {@code jlink}. */
    static void ofJdk(String name, List<String> arguments) {
        ToolProvider tool =
                ToolProvider.findFirst(name)
                        .orElseThrow(() -> new BuildFailedException("This JDK has no " + name));
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said);
        if (tool.run(to, to, arguments.toArray(String[]::new)) != 0) {
            throw new BuildFailedException(name + " failed:\n" + said);
        }
    }

    /** Runs a program in a folder; what it says is told if it fails. */
    static void run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Path said = Files.createTempFile("installers", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            await(command.getFirst(), builder.start(), said);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private static void await(String name, Process process, Path said) throws IOException {
        try {
            if (!process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new BuildFailedException(
                        name + " took longer than " + WITHIN.toMinutes() + " minutes");
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BuildFailedException(name + " was interrupted");
        }
        if (process.exitValue() != 0) {
            throw new BuildFailedException(
                    "%s failed with %d:\n%s"
                            .formatted(name, process.exitValue(), Files.readString(said)));
        }
    }

    /** Whether a program of that name is on the path. */
    static boolean isThere(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(System.getProperty("path.separator"), -1)) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }
}
