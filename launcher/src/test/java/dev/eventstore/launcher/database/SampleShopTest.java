package dev.eventstore.launcher.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleShopTest {
    private static final Instant END = Instant.parse("2026-01-31T00:00:00Z");

    @Test
    void a_shop_has_a_few_thousand_events_with_links_and_correlation_ids() throws IOException {
        List<String> lines = lines(1);
        assertThat(lines.size()).isBetween(3_000, 6_000);
        assertThat(lines).anyMatch(line -> line.contains("\"$>\""));
        assertThat(lines)
                .filteredOn(line -> line.contains("$correlationId"))
                .hasSizeGreaterThan(3_000);
        assertThat(lines).anyMatch(line -> line.contains("\"customer-7\""));
    }

    @Test
    void the_same_seed_makes_the_same_shop() throws IOException {
        assertThat(lines(7)).isEqualTo(lines(7)).isNotEqualTo(lines(8));
    }

    private static List<String> lines(long seed) throws IOException {
        return new String(new SampleShop(END, seed).lines(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
