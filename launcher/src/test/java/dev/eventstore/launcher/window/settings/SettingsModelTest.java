package dev.eventstore.launcher.window.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.launcher.settings.Access;
import dev.eventstore.launcher.settings.LauncherSettings;
import dev.eventstore.launcher.settings.NodeChoices;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsModelTest {
    private final NodeChoices before = LauncherSettings.initial(Path.of("/data")).node();

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "65536", "port", "21 13", "1113"})
    void a_port_that_cannot_be_is_refused(String port) {
        SettingsModel model = new SettingsModel(port, "1113", Access.OPEN, "Info", true, before);
        assertThat(model.wrong()).isPresent();
        assertThat(model.choices()).isEmpty();
    }

    @Test
    void what_was_typed_becomes_choices() {
        SettingsModel model =
                new SettingsModel(" 3113 ", "0", Access.PASSWORD, "Debug", false, before);
        assertThat(model.choices())
                .hasValue(
                        before.withPorts(3113, 0)
                                .withAccess(Access.PASSWORD)
                                .withLogLevel("Debug")
                                .withProjections(false));
        assertThat(model.isChanged()).isTrue();
        assertThat(SettingsModel.of(before).isChanged()).isFalse();
    }
}
