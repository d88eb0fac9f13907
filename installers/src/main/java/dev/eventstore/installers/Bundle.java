package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an image is made of.
 *
 * @param name of the image and its main program
 * @param mainJar name of the jar in {@code output}, the libraries are in {@code lib} beside it
 * @param output the folder where Maven left the jar
 * @param companions more programs of the image
 */
record Bundle(
        String name,
        String description,
        Path output,
        String mainJar,
        String mainClass,
        List<String> modules,
        List<Companion> companions) {
    private static final String SERVER = "dev.eventstore.server.Main";
    private static final String NODE = "eventstored";

    /** A second program in an image, on the same jars. */
    record Companion(String name, String mainJar, String mainClass) {
        /** As jpackage wants it told. */
        String properties() {
            return """
            main-jar=%s
            main-class=%s
            win-console=true
            linux-shortcut=false
            win-menu=false
            win-shortcut=false
            """
                    .formatted(mainJar, mainClass);
        }
    }

    /** The window with its node, and the node alone for services. */
    static Bundle desktop(Build build) {
        String jar = "eventstore-desktop.jar";
        return new Bundle(
                "eventstore",
                "Event Store, Developer Edition: a database for events",
                build.root().resolve("launcher/target"),
                jar,
                "dev.eventstore.launcher.Main",
                JavaRuntime.DESKTOP_MODULES,
                List.of(new Companion(NODE, jar, SERVER)));
    }

    /** The node alone, small, for containers and servers. */
    static Bundle node(Build build) {
        return new Bundle(
                NODE,
                "Event Store, Developer Edition: the node without a window",
                build.root().resolve("server/target"),
                "eventstore.jar",
                SERVER,
                JavaRuntime.NODE_MODULES,
                List.of());
    }

    /** The names of its programs. */
    List<String> programs() {
        return Stream.concat(Stream.of(name), companions.stream().map(Companion::name)).toList();
    }

    boolean isConsole() {
        return name.equals(NODE);
    }

    /** The option that lets libraries call native code. */
    String nativeAccess() {
        String window = modules.contains("javafx.controls") ? ",javafx.graphics" : "";
        return "--enable-native-access=ALL-UNNAMED" + window;
    }

    /** Makes the image, runs it once, and answers where it is. */
    Path make(Build build) throws IOException {
        Path work = Files.createDirectories(build.scratch().resolve(name));
        Progress.tell("%s: linking a runtime of %d modules".formatted(name, modules.size()));
        Path runtime = new JavaRuntime(work).link(modules, output.resolve("lib"));
        Path jars = gather(build, work);
        Progress.tell("%s: making the image".formatted(name));
        AppImage image = AppImage.make(build, this, jars, runtime);
        Licences.copy(build, image.jars());
        // The cache names the times of the jars, which packages keep.
        Folders.setTimes(image.root(), build.time());
        Progress.tell("%s: training".formatted(name));
        new TrainingRun(build, image, isConsole()).leaveCache();
        Folders.setTimes(image.root(), build.time());
        return image.root();
    }

    private Path gather(Build build, Path work) throws IOException {
        Path jars = Files.createDirectories(work.resolve("jars"));
        try (Stream<Path> libraries = Files.list(output.resolve("lib"))) {
            Stream<Path> all = Stream.concat(Stream.of(output.resolve(mainJar)), libraries);
            for (Path jar : all.filter(path -> !JavaRuntime.isJavaFx(path)).sorted().toList()) {
                StoredJar.copy(jar, jars.resolve(jar.getFileName()), build.time());
            }
        }
        return jars;
    }
}
