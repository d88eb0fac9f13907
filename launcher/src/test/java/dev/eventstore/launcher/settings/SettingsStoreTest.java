package dev.eventstore.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsStoreTest {
    private final LauncherSettings initial = LauncherSettings.initial(Path.of("/data/default"));
    @TempDir Path folder;

    @Test
    void settings_are_there_again_at_the_next_start() {
        SettingsStore store = SettingsStore.in(folder, initial);
        LauncherSettings changed =
                store.change(settings ->
                        settings.with(
                                        settings.node()
                                                .withPorts(3113, 0)
                                                .withAccess(Access.PASSWORD)
                                                .withProjections(false))
                                .with(settings.look().withColours(ColourScheme.DARK))
                                .with(settings.habits().welcomed())
                                .with(new WindowPlace(1, 2, 800, 600))
                                .withRecent(Path.of("/data/a"))
                                .withRecent(Path.of("/data/b")));

        assertThat(SettingsStore.in(folder, initial).settings()).isEqualTo(changed);
        assertThat(changed.recent()).containsExactly(Path.of("/data/b"), Path.of("/data/a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"httpPort\": ", "[]", "{\"httpPort\": 99999}", "{\"access\": \"X\"}"})
    void a_damaged_file_is_put_aside_and_the_user_told(String content) throws IOException {
        Files.writeString(folder.resolve("settings.json"), content);

        SettingsStore store = SettingsStore.in(folder, initial);

        assertThat(store.settings()).isEqualTo(initial);
        assertThat(store.notice()).hasValueSatisfying(text -> assertThat(text).contains("kept in"));
        assertThat(folder.resolve("settings.damaged.json")).hasContent(content);
    }

    @Test
    void what_an_older_version_did_not_write_has_its_initial_value() throws IOException {
        Files.writeString(folder.resolve("settings.json"), "{\"httpPort\": 4000, \"new\": 1}");
        LauncherSettings read = SettingsStore.in(folder, initial).settings();
        assertThat(read).isEqualTo(initial.with(initial.node().withPorts(4000, 1113)));
    }

    @Test
    void eight_databases_are_remembered() {
        LauncherSettings settings = initial;
        for (int i = 0; i < 20; i++) {
            settings = settings.withRecent(Path.of("/data/" + i));
        }
        assertThat(settings.recent())
                .hasSize(LauncherSettings.RECENT_MAX)
                .startsWith(Path.of("/data/19"));
    }
}
