package dev.eventstore.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatsJsonTest {
    private static final Stat.Group TREE =
            new Stat.Builder()
                    .put(
                            "a",
                            new Stat.Builder()
                                    .put("MainQueue", 1)
                                    .put("idle", (Object) null)
                                    .build())
                    .chart("mem", 2.5, "Process", "Memory")
                    .build();

    @Test
    void names_begin_with_a_small_letter() {
        assertThat(StatsJson.nested(TREE, false))
                .isEqualToIgnoringWhitespace(
                        "{\"a\": {\"mainQueue\": 1, \"idle\": null}, \"mem\": 2.5}");
    }

    @Test
    void flat_names_are_joined_by_dashes() {
        assertThat(StatsJson.flat(TREE, false))
                .isEqualToIgnoringWhitespace(
                        "{\"a-MainQueue\": 1, \"a-idle\": null, \"mem\": 2.5}");
    }

    @Test
    void charts_are_told_if_wanted() {
        assertThat(StatsJson.nested(TREE, true))
                .isEqualToIgnoringWhitespace(
                        """
                        {"a": {"mainQueue": 1, "idle": null},
                         "mem": {"value": 2.5, "category": "Process", "title": "Memory",
                                 "drawChart": true}}
                        """);
    }

    @Test
    void paths_are_spelled_as_in_the_tree_and_lead_to_groups_only() {
        assertThat(TREE.at("")).contains(TREE);
        assertThat(TREE.at("a")).isPresent();
        assertThat(TREE.at("A")).isEmpty();
        assertThat(TREE.at("a/")).isEmpty();
        assertThat(TREE.at("a/MainQueue")).isEmpty();
        assertThat(TREE.at("b")).isEmpty();
    }
}
