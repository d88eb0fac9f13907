package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file beside an image's jars that tells one of its programs how to start Java. */
final class LauncherConfig {
    private static final String CLASS_PATH = "app.classpath=";
    private static final String OPTIONS = "[JavaOptions]";

    private final Path file;

    LauncherConfig(Path file) {
        this.file = file;
    }

    /** Adds an option of the virtual machine. */
    void addOption(String option) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        int options = lines.indexOf(OPTIONS);
        if (options < 0) {
            throw new BuildFailedException(file + " has no " + OPTIONS);
        }
        lines.add(options + 1, "java-options=" + option);
        Files.write(file, lines);
    }

    /** Takes the class path of another program, in its order, so that both can share a cache. */
    void useClassPathOf(LauncherConfig other) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.removeIf(line -> line.startsWith(CLASS_PATH));
        lines.addAll(
                lines.indexOf("[Application]") + 1,
                Files.readAllLines(other.file).stream()
                        .filter(line -> line.startsWith(CLASS_PATH))
                        .toList());
        Files.write(file, lines);
    }
}
