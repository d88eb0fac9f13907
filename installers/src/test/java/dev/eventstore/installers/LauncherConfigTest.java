package dev.eventstore.installers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherConfigTest {
    @TempDir Path folder;

    @Test
    void an_option_is_added_to_the_others() throws IOException {
        Path file = config("a.cfg", "a.jar");
        new LauncherConfig(file).addOption("-Xnew");
        assertThat(file)
                .content()
                .containsSubsequence("[JavaOptions]", "java-options=-Xnew", "java-options=-Xold");
    }

    @Test
    void a_second_program_takes_the_class_path_of_the_first() throws IOException {
        Path first = config("a.cfg", "a.jar");
        Path second = config("b.cfg", "b.jar");
        new LauncherConfig(second).useClassPathOf(new LauncherConfig(first));
        assertThat(second)
                .content()
                .contains("app.classpath=$APPDIR/a.jar")
                .doesNotContain("b.jar")
                .contains("app.mainclass=Main");
    }

    @Test
    void a_file_without_options_is_no_configuration() throws IOException {
        Path file = Files.writeString(folder.resolve("c.cfg"), "nothing");
        assertThatThrownBy(() -> new LauncherConfig(file).addOption("-Xnew"))
                .hasMessageContaining("c.cfg");
    }

    private Path config(String name, String jar) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                """
                [Application]
                app.classpath=$APPDIR/%s
                app.mainclass=Main

                [JavaOptions]
                java-options=-Xold
                """
                        .formatted(jar));
    }
}
