package dev.eventstore.installers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The scripts are for Linux, and need a shell.")
class StartScriptTest {
    @TempDir Path folder;
    private Path root;
    private AppImage image;

    @BeforeEach
    void makeImage() throws IOException {
        root = folder.toRealPath().resolve("an image");
        image = new AppImage(root, "store", TargetSystem.LINUX);
        for (String each : List.of("bin", "lib/app", "lib/runtime/bin")) {
            Files.createDirectories(root.resolve(each));
        }
        Files.writeString(
                root.resolve("lib/app/store.cfg"),
                """
                [Application]
                app.classpath=$APPDIR/b.jar
                app.classpath=$APPDIR/a.jar
                app.mainclass=org.example.Main

                [JavaOptions]
                java-options=-Xone
                java-options=-Xtwo
                """);
        Files.createFile(root.resolve("bin/store"));
        Files.createFile(root.resolve("lib/libapplauncher.so"));
        Path java = root.resolve("lib/runtime/bin/java");
        Files.writeString(
                java, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" \"[$JDK_JAVA_OPTIONS]\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        StartScript.replace(image, List.of("store"));
    }

    @Test
    void it_starts_java_under_its_own_name_with_all_that_was_configured() throws Exception {
        assertThat(run(root.resolve("bin/store"), "--db", "my data"))
                .containsExactly(
                        root + "/lib/runtime/bin/store",
                        "-Djpackage.app-path=" + root + "/bin/store",
                        "-Xone",
                        "-Xtwo",
                        "-cp",
                        root + "/lib/app/b.jar:" + root + "/lib/app/a.jar",
                        "org.example.Main",
                        "--db",
                        "my data",
                        "[]");
    }

    @Test
    void it_uses_the_cache_if_there_is_one() throws Exception {
        Files.createFile(root.resolve("lib/app/app.aot"));

        assertThat(run(root.resolve("bin/store")))
                .containsSubsequence("-XX:AOTCache=" + root + "/lib/app/app.aot", "-cp");
    }

    @Test
    void it_finds_its_image_through_a_link() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("bin/store"));

        assertThat(run(link)).startsWith(root + "/lib/runtime/bin/store");
    }

    @Test
    void nothing_is_left_of_what_it_replaces() {
        assertThat(root.resolve("lib/app")).isEmptyDirectory();
        assertThat(root.resolve("lib/libapplauncher.so")).doesNotExist();
    }

    private static List<String> run(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JDK_JAVA_OPTIONS", "-Xmx1m");
        Process process = builder.start();
        List<String> lines = process.inputReader(UTF_8).lines().toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }
}
