package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes all packages that the system it runs on can make. */
public final class Main {
    private Main() {}

    /** Takes the root of the sources, the version, the commit and the time stamp of the build. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException(
                    "Four arguments are needed: ROOT VERSION COMMIT TIMESTAMP");
        }
        Build build = Build.of(Path.of(arguments[0]), arguments[1], arguments[2], arguments[3]);
        if (build.commit().isEmpty()) {
            Progress.tell("No -Dbuild.commit=… given: --version will not name a commit");
        }
        // Asked for before the long work, since it may be missing.
        Path bill = Licences.billOfMaterials(build);
        Folders.delete(build.scratch());
        Folders.delete(build.packages());
        Files.createDirectories(build.packages());
        Path desktop = Bundle.desktop(build).make(build);
        Path node = Bundle.node(build).make(build);
        List<Path> made =
                switch (build.system()) {
                    case LINUX -> new LinuxPackages(build).make(desktop, node);
                    case MAC, WINDOWS -> new ForeignPackages(build).make(desktop, node);
                };
        Path copy = build.packages().resolve("eventstore-" + build.version() + "-bom.json");
        Files.copy(bill, copy);
        made = Stream.concat(made.stream(), Stream.of(copy)).toList();
        Checksums.write(build.packages(), made);
        for (Path file : made) {
            Progress.tell("%s, %d MB".formatted(file, Files.size(file) / 1_000_000));
        }
    }
}
