package dev.eventstore.installers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A Java runtime with some modules only. JavaFX becomes a part of it: its jars from Maven are taken
 * apart into modules with native libraries, which therefore need not be unpacked at each user's
 * first start.
 */
final class JavaRuntime {
    /** What the node needs; found with jdeps, and with what its libraries look up by name. */
    static final List<String> NODE_MODULES =
            List.of(
                    "java.base",
                    "java.logging",
                    "java.management",
                    "java.naming",
                    "java.net.http",
                    "java.sql",
                    "java.xml",
                    "jdk.management",
                    "jdk.unsupported",
                    "jdk.zipfs");

    /** What the window and the tray need besides. */
    static final List<String> DESKTOP_MODULES =
            Stream.concat(
                            NODE_MODULES.stream(),
                            Stream.of("java.desktop", "java.prefs", "javafx.controls"))
                    .toList();

    private final Path work;

    /**
     * @param work a folder for what lies between
     */
    JavaRuntime(Path work) {
        this.work = work;
    }

    /**
     * Links a runtime.
     *
     * @param libraries a folder with JavaFX among its jars, if a module of it is wanted
     */
    Path link(List<String> modules, Path libraries) throws IOException {
        Path runtime = work.resolve("runtime");
        List<String> arguments = new ArrayList<>();
        if (modules.stream().anyMatch(module -> module.startsWith("javafx."))) {
            arguments.addAll(List.of("--module-path", javaFxModules(libraries).toString()));
        }
        arguments.addAll(
                List.of(
                        "--add-modules",
                        String.join(",", modules),
                        "--output",
                        runtime.toString(),
                        // Packages are compressed as a whole, much better than file by file.
                        "--compress",
                        "zip-0",
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages"));
        Tool.ofJdk("jlink", arguments);
        return runtime;
    }

    private Path javaFxModules(Path libraries) throws IOException {
        Path modules = Files.createDirectories(work.resolve("jmods"));
        try (Stream<Path> files = Files.list(libraries)) {
            for (Path jar : files.filter(JavaRuntime::isJavaFx).sorted().toList()) {
                Path parts = work.resolve("parts-" + jar.getFileName());
                if (takeApart(jar, parts)) {
                    String name = jar.getFileName().toString().replaceFirst("-\\d.*", "");
                    Tool.ofJdk(
                            "jmod",
                            List.of(
                                    "create",
                                    "--class-path",
                                    parts.resolve("classes").toString(),
                                    "--libs",
                                    parts.resolve("libraries").toString(),
                                    modules.resolve(name + ".jmod").toString()));
                }
            }
        }
        return modules;
    }

    static boolean isJavaFx(Path jar) {
        return jar.getFileName().toString().startsWith("javafx-");
    }

    /** Answers whether it is a module at all: Maven also brings an empty jar for each. */
    private static boolean takeApart(Path jar, Path parts) throws IOException {
        Path classes = Files.createDirectories(parts.resolve("classes"));
        Path natives = Files.createDirectories(parts.resolve("libraries"));
        try (InputStream file = Files.newInputStream(jar);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (!entry.isDirectory() && !name.startsWith("META-INF/")) {
                    Path to = (isNative(name) ? natives : classes).resolve(name);
                    Files.createDirectories(to.getParent());
                    Files.copy(zip, to);
                }
            }
        }
        return Files.exists(classes.resolve("module-info.class"));
    }

    private static boolean isNative(String name) {
        return name.endsWith(".so") || name.endsWith(".dll") || name.endsWith(".dylib");
    }
}
