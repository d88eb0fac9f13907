package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder from which a program runs on a computer without Java. It may be moved and may be
 * read-only.
 *
 * @param root what jpackage made: on macOS a folder whose name ends in {@code .app}
 * @param name of its main program
 */
record AppImage(Path root, String name, TargetSystem system) {
    /** Options that the training must have in common with every later start. */
    private static final List<String> JAVA_OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    // Ten times as late as usual: at the start, compiling takes the cores from the
                    // window. Appends and scripts showed no difference beyond the noise.
                    "-XX:Tier4InvocationThreshold=50000",
                    "-XX:Tier4MinInvocationThreshold=6000",
                    "-XX:Tier4CompileThreshold=150000",
                    "-XX:Tier4BackEdgeThreshold=400000",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dfile.encoding=UTF-8",
                    // Else all jars are opened to look for one.
                    "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider");

    /** Makes an image of the jars in a folder. */
    static AppImage make(Build build, Bundle bundle, Path jars, Path runtime) throws IOException {
        Path to = build.scratch().resolve(bundle.name() + "/image");
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--type", "app-image", "--dest", to.toString()));
        arguments.addAll(List.of("--name", bundle.name()));
        arguments.addAll(List.of("--app-version", build.version()));
        arguments.addAll(List.of("--vendor", "Event Store Developer Edition contributors"));
        arguments.addAll(List.of("--description", bundle.description()));
        arguments.addAll(List.of("--input", jars.toString()));
        arguments.addAll(List.of("--runtime-image", runtime.toString()));
        arguments.addAll(List.of("--main-jar", bundle.mainJar()));
        arguments.addAll(List.of("--main-class", bundle.mainClass()));
        arguments.addAll(List.of("--icon", Icon.write(build).toString()));
        for (String option : JAVA_OPTIONS) {
            arguments.addAll(List.of("--java-options", option));
        }
        arguments.addAll(List.of("--java-options", bundle.nativeAccess()));
        for (Bundle.Companion companion : bundle.companions()) {
            Path properties = build.scratch().resolve(companion.name() + ".properties");
            Files.writeString(properties, companion.properties());
            arguments.addAll(List.of("--add-launcher", companion.name() + "=" + properties));
        }
        if (build.system() == TargetSystem.WINDOWS && bundle.isConsole()) {
            arguments.add("--win-console");
        }
        Tool.ofJdk("jpackage", arguments);
        String folder = build.system() == TargetSystem.MAC ? bundle.name() + ".app" : bundle.name();
        AppImage image = new AppImage(to.resolve(folder), bundle.name(), build.system());
        for (Bundle.Companion companion : bundle.companions()) {
            image.config(companion.name()).useClassPathOf(image.config(bundle.name()));
        }
        if (build.system() == TargetSystem.LINUX) {
            StartScript.replace(image, bundle.programs());
        }
        return image;
    }

    /** One of its programs. */
    Path program(String program) {
        return switch (system) {
            case LINUX -> root.resolve("bin/" + program);
            case MAC -> root.resolve("Contents/MacOS/" + program);
            case WINDOWS -> root.resolve(program + ".exe");
        };
    }

    /** Where the jars are. */
    Path jars() {
        return switch (system) {
            case LINUX -> root.resolve("lib/app");
            case MAC -> root.resolve("Contents/app");
            case WINDOWS -> root.resolve("app");
        };
    }

    LauncherConfig config(String program) {
        return new LauncherConfig(jars().resolve(program + ".cfg"));
    }
}
