package dev.eventstore.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlyUsedTest {
    private final RecentlyUsed<Integer, String> map = new RecentlyUsed<>(100);

    @Test
    void it_never_holds_more_than_its_bound() {
        for (int i = 0; i < 10_000; i++) {
            map.put(i, "value");
            assertThat(map.size()).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void what_is_used_stays_while_others_come_and_go() {
        map.put(-1, "kept");
        for (int i = 0; i < 1_000; i++) {
            map.put(i, "value");
            assertThat(map.get(-1)).isEqualTo("kept");
        }
        assertThat(map.get(0)).isNull();
    }
}
