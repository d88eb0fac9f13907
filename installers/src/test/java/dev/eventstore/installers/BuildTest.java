package dev.eventstore.installers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BuildTest {
    private static final String TIME = "2026-01-01T00:00:00Z";

    @Test
    void a_snapshot_is_packed_under_its_number() {
        assertThat(Build.of(Path.of("."), "1.2.3-SNAPSHOT", "", TIME).version()).isEqualTo("1.2.3");
    }

    @Test
    void a_version_that_installers_refuse_is_refused_at_once() {
        assertThatThrownBy(() -> Build.of(Path.of("."), "1.2.3-beta", "", TIME))
                .hasMessageContaining("1.2.3-beta");
    }

    @Test
    void systems_are_known_by_the_names_that_java_gives_them() {
        assertThat(TargetSystem.of("Windows 11")).isEqualTo(TargetSystem.WINDOWS);
        assertThat(TargetSystem.of("Mac OS X")).isEqualTo(TargetSystem.MAC);
        assertThat(TargetSystem.of("Linux")).isEqualTo(TargetSystem.LINUX);
    }
}
