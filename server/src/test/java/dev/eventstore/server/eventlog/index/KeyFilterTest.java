package dev.eventstore.server.eventlog.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.StreamName;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
    private static final int KEYS = 100_000;

    @Test
    void knows_every_key_that_was_added_and_few_others() {
        KeyFilter filter = filterOf(KEYS, KEYS);

        assertThat(keys(0, KEYS)).allMatch(filter::mayHold);
        long mistaken = keys(KEYS, 2 * KEYS).filter(filter::mayHold).count();
        assertThat(mistaken).isLessThan(KEYS / 20);
    }

    @Test
    void is_as_small_as_its_keys_allow() {
        KeyFilter filter = filterOf(1_000, 10_000_000);

        assertThat(filter.bytes()).hasSizeLessThan(4 * 1_000);
        assertThat(keys(0, 1_000)).allMatch(filter::mayHold);
        assertThat(keys(KEYS, 2 * KEYS).filter(filter::mayHold).count()).isLessThan(KEYS / 20);
    }

    @Test
    void is_the_same_when_it_is_read_again() {
        KeyFilter filter = filterOf(KEYS, KEYS);
        KeyFilter read = KeyFilter.read(filter.bytes());

        assertThat(keys(0, 2 * KEYS)).allMatch(key -> read.mayHold(key) == filter.mayHold(key));
    }

    @Test
    void is_not_made_of_so_many_keys_that_it_would_tell_nothing() {
        int tooMany = KeyFilter.WORDS_MAX * Long.SIZE / 4 + 1;
        KeyFilter.Builder builder = new KeyFilter.Builder(tooMany);
        IntStream.range(0, tooMany).forEach(i -> builder.add(i * 0x9e3779b97f4a7c15L));

        assertThat(builder.build()).isNull();
    }

    private static KeyFilter filterOf(int count, long bound) {
        KeyFilter.Builder builder = new KeyFilter.Builder(bound);
        keys(0, count).sorted().forEach(builder::add);
        KeyFilter filter = builder.build();
        if (filter == null) {
            throw new AssertionError("There are too many keys for a filter");
        }
        return filter;
    }

    private static LongStream keys(int from, int to) {
        return IntStream.range(from, to)
                .mapToLong(i -> StreamKeys.standard().key(StreamName.of("stream-" + i), 0));
    }
}
