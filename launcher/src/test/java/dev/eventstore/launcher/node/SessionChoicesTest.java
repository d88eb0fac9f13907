package dev.eventstore.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.settings.LauncherSettings;
import dev.eventstore.launcher.settings.NodeChoices;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionChoicesTest {
    private final NodeChoices settings = LauncherSettings.initial(Path.of("/data/mine")).node();

    @Test
    void what_the_command_line_says_goes_first_and_the_rest_goes_on() {
        SessionChoices session =
                SessionChoices.of(
                        List.of("--db", "/data/other", "--http-port=3113", "--log-level", "Debug"),
                        Optional.empty());

        NodeChoices choices = session.over(settings);
        assertThat(choices.database())
                .isEqualTo(new DatabaseChoice.InFolder(Path.of("/data/other")));
        assertThat(choices.httpPort()).isEqualTo(3113);
        assertThat(choices.tcpPort()).isEqualTo(1113);
        assertThat(session.options()).containsExactly("--log-level", "Debug");
    }

    @Test
    void without_a_command_line_the_settings_hold() {
        SessionChoices session = SessionChoices.of(List.of(), Optional.empty());
        assertThat(session.over(settings)).isEqualTo(settings);
    }

    @Test
    void a_temporary_database_is_one_that_is_not_named() {
        SessionChoices session =
                SessionChoices.of(List.of(), Optional.of(DatabaseChoice.Passing.TEMPORARY));
        List<String> arguments =
                NodeArguments.of(session.over(settings), session.options(), Path.of("/logs"));
        assertThat(arguments)
                .noneMatch(word -> word.startsWith("--Db"))
                .contains("--ExtHttpPort=2113", "--Insecure=true");
    }

    @Test
    void projections_run_unless_the_user_wants_none() {
        assertThat(NodeArguments.of(settings, List.of(), Path.of("/logs")))
                .contains("--RunProjections=All", "--StartStandardProjections=true");
        assertThat(NodeArguments.of(settings, List.of("--run-projections=None"), Path.of("/logs")))
                .doesNotContain("--RunProjections=All");
        assertThat(NodeArguments.of(settings.withProjections(false), List.of(), Path.of("/logs")))
                .noneMatch(word -> word.contains("Projections"));
    }

    @Test
    void an_option_that_is_given_is_not_given_twice() {
        List<String> arguments =
                NodeArguments.of(settings, List.of("--log-level=Debug"), Path.of("/logs"));
        assertThat(arguments)
                .filteredOn(word -> word.toLowerCase(Locale.ROOT).contains("level"))
                .hasSize(1);
    }
}
