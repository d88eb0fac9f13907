package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Packages for Windows and macOS, made by jpackage from a finished image. */
final class ForeignPackages {
    /** Never to be changed: Windows knows by it that one version replaces another. */
    private static final String UPGRADE_ID = "6f0c5a1e-7d0f-4b0e-9d2c-2a5d1f3e8b47";

    private final Build build;

    ForeignPackages(Build build) {
        this.build = build;
    }

    /**
     * Makes them all.
     *
     * @param desktop the image with the window
     * @param node the image without
     */
    List<Path> make(Path desktop, Path node) throws IOException {
        List<Path> made = new ArrayList<>();
        switch (build.system()) {
            case WINDOWS -> {
                made.add(zip(desktop));
                made.add(zip(node));
                made.add(
                        installer(
                                desktop,
                                "msi",
                                List.of(
                                        "--win-upgrade-uuid",
                                        UPGRADE_ID,
                                        "--win-per-user-install",
                                        "--win-dir-chooser",
                                        "--win-menu",
                                        "--win-menu-group",
                                        "Event Store")));
            }
            case MAC -> {
                made.add(tar(desktop));
                made.add(tar(node));
                List<String> identity =
                        List.of("--mac-package-identifier", "dev.eventstore.desktop");
                made.add(installer(desktop, "dmg", identity));
                made.add(installer(desktop, "pkg", identity));
            }
            case LINUX -> throw new IllegalStateException("Linux has packages of its own kind");
        }
        return made;
    }

    private Path installer(Path image, String type, List<String> options) throws IOException {
        Progress.tell("Packing the .%s".formatted(type));
        Path to = Files.createDirectories(build.scratch().resolve(type));
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--type", type, "--app-image", image.toString()));
        arguments.addAll(List.of("--name", "eventstore", "--app-version", build.version()));
        arguments.addAll(List.of("--dest", to.toString()));
        arguments.addAll(List.of("--license-file", build.root().resolve("LICENSE").toString()));
        arguments.addAll(
                List.of("--file-associations", build.source("association.properties").toString()));
        arguments.addAll(options);
        Tool.ofJdk("jpackage", arguments);
        try (Stream<Path> files = Files.list(to)) {
            Path made =
                    files.findFirst()
                            .orElseThrow(
                                    () -> new BuildFailedException("jpackage made no " + type));
            return Files.move(
                    made, build.packages().resolve(build.fileName("eventstore") + "." + type));
        }
    }

    private Path zip(Path image) throws IOException {
        Path to = packed(image, ".zip");
        ZipArchive.write(image, to);
        return to;
    }

    private Path tar(Path image) throws IOException {
        Path to = packed(image, ".tar.gz");
        String name = image.getFileName().toString();
        Tool.run(Folders.parent(image), Map.of(), List.of("tar", "-czf", to.toString(), name));
        return to;
    }

    private Path packed(Path image, String ending) {
        String name = image.getFileName().toString().replaceFirst("\\.app$", "");
        return build.packages().resolve(build.fileName(name) + ending);
    }
}
