package dev.eventstore.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {
    @TempDir Path home;

    @Test
    void each_system_has_its_customs() {
        Path user = Path.of("/home/ada");
        assertThat(
                        folders(
                                        OperatingSystem.LINUX,
                                        Map.of("XDG_CONFIG_HOME", "/cfg"),
                                        user,
                                        "default")
                                .config())
                .isEqualTo(Path.of("/cfg/eventstore"));
        assertThat(
                        folders(
                                        OperatingSystem.LINUX,
                                        Map.of("XDG_CONFIG_HOME", "relative"),
                                        user,
                                        "default")
                                .config())
                .isEqualTo(Path.of("/home/ada/.config/eventstore"));
        assertThat(folders(OperatingSystem.MAC, Map.of(), user, "default").logs())
                .isEqualTo(Path.of("/home/ada/Library/Logs/EventStore"));
        assertThat(
                        folders(
                                        OperatingSystem.WINDOWS,
                                        Map.of("LOCALAPPDATA", "/local"),
                                        user,
                                        "default")
                                .data())
                .isEqualTo(Path.of("/local/EventStore/Databases"));
    }

    @Test
    void profiles_share_nothing() {
        AppFolders usual = folders(OperatingSystem.LINUX, Map.of(), home, "default");
        AppFolders other = folders(OperatingSystem.LINUX, Map.of(), home, "work");
        assertThat(other.config()).isNotEqualTo(usual.config());
        assertThat(other.data()).isNotEqualTo(usual.data());
        assertThat(other.runtime()).isNotEqualTo(usual.runtime());
    }

    @Test
    void a_socket_has_a_short_path_whatever_the_home() {
        Path deep = home.resolve("a".repeat(120));
        assertThat(folders(OperatingSystem.LINUX, Map.of(), deep, "default").runtime().toString())
                .hasSizeLessThan(95);
    }

    @Test
    void starting_at_login_is_a_file_that_comes_and_goes() throws IOException {
        for (OperatingSystem system :
                new OperatingSystem[] {OperatingSystem.LINUX, OperatingSystem.MAC}) {
            Autostart autostart =
                    new Autostart(
                            system,
                            Map.of(),
                            home,
                            Optional.of(Path.of("/opt/Event Store/bin/eventstore")),
                            "default");
            assertThat(autostart.isOn()).isFalse();
            autostart.set(true);
            assertThat(autostart.isOn()).isTrue();
            autostart.set(false);
            assertThat(autostart.isOn()).isFalse();
        }
    }

    @Test
    void pages_are_opened_with_the_tools_of_the_system() {
        Opener opener = new Opener(OperatingSystem.LINUX, Map.of("BROWSER", "firefox:chromium"));
        assertThat(opener.commands("http://x/")).first().asString().contains("firefox");
        assertThat(new Opener(OperatingSystem.MAC, Map.of()).commands("/folder").getFirst())
                .containsExactly("open", "/folder");
    }

    private static AppFolders folders(
            OperatingSystem system, Map<String, String> environment, Path user, String profile) {
        return AppFolders.of(system, environment, user, profile, Optional.empty());
    }
}
