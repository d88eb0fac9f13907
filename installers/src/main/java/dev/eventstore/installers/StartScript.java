package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a program of an image starts on Linux. What jpackage puts there asks the package managers
 * twice whom its file belongs to, at each start. With 800 packages that was seen to take 250 ms,
 * and it takes longer the more there are.
 */
final class StartScript {
    private static final String APP_FOLDER = "$APPDIR";

    private static final String TEXT =
            """
            #!/bin/sh
            # Starts @program@ with the Java that came with it.
            self=$0
            if [ -h "$self" ]; then self=$(readlink -f "$self"); fi
            root=$(CDPATH= cd "${self%/*}/.." && pwd) || exit 1
            app=$root/lib/app
            unset JDK_JAVA_OPTIONS
            set -- -cp "@jars@" @main@ "$@"
            if [ -f "$app/@cache@" ]; then set -- "-XX:AOTCache=$app/@cache@" "$@"; fi
            exec "$root/lib/runtime/bin/@program@" "-Djpackage.app-path=$root/bin/@program@" \\
                @options@ "$@"
            """;

    private StartScript() {}

    /** Puts scripts in the places of programs that jpackage made. */
    static void replace(AppImage image, Iterable<String> programs) throws IOException {
        for (String program : programs) {
            LauncherConfig config = image.config(program);
            Files.writeString(image.program(program), text(program, config));
            config.delete();
            // Under the name of the program, which lists of processes show.
            Path bin = image.root().resolve("lib/runtime/bin");
            Files.copy(
                    bin.resolve("java"),
                    bin.resolve(program),
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(
                    image.program(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.delete(image.root().resolve("lib/libapplauncher.so"));
    }

    /** What starts a program with the class path and the options that it was configured with. */
    private static String text(String program, LauncherConfig config) throws IOException {
        String jars = config.classPath().stream().collect(Collectors.joining(":"));
        String options = config.options().stream().collect(Collectors.joining(" \\\n    "));
        return Template.fill(
                TEXT,
                Map.of(
                        "program",
                        program,
                        "jars",
                        jars.replace(APP_FOLDER, "$app"),
                        "main",
                        config.mainClass(),
                        "cache",
                        TrainingRun.CACHE,
                        "options",
                        options));
    }
}
