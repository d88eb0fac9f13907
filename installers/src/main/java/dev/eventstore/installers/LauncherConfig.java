package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file beside an image's jars that tells one of its programs how to start Java. */
final class LauncherConfig {
    private static final String CLASS_PATH = "app.classpath=";
    private static final String MAIN_CLASS = "app.mainclass=";
    private static final String OPTIONS = "[JavaOptions]";
    private static final String OPTION = "java-options=";

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
        lines.add(options + 1, OPTION + option);
        Files.write(file, lines);
    }

    /** Takes the class path of another program, in its order, so that both can share a cache. */
    void useClassPathOf(LauncherConfig other) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.removeIf(line -> line.startsWith(CLASS_PATH));
        lines.addAll(
                lines.indexOf("[Application]") + 1,
                other.classPath().stream().map(CLASS_PATH::concat).toList());
        Files.write(file, lines);
    }

    /** Its jars, in their order; {@code $APPDIR} is the folder that they are in. */
    List<String> classPath() throws IOException {
        return values(CLASS_PATH);
    }

    String mainClass() throws IOException {
        return values(MAIN_CLASS).stream()
                .findFirst()
                .orElseThrow(() -> new BuildFailedException(file + " has no " + MAIN_CLASS));
    }

    /** Options of the virtual machine. */
    List<String> options() throws IOException {
        return values(OPTION);
    }

    private List<String> values(String key) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .toList();
    }

    void delete() throws IOException {
        Files.delete(file);
    }
}
