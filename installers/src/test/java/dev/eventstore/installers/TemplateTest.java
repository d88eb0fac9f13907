package dev.eventstore.installers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void places_are_filled_and_all_else_stays() {
        assertThat(Template.fill("Version: @version@ <a@b.c>", Map.of("version", "1$0")))
                .isEqualTo("Version: 1$0 <a@b.c>");
    }

    @Test
    void a_place_without_a_value_is_a_mistake() {
        assertThatThrownBy(() -> Template.fill("@version@", Map.of()))
                .hasMessageContaining("@version@");
    }
}
