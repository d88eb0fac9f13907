package dev.eventstore.server.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.stats.Recent.Numbered;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Recent<String> recent = new Recent<>(3);

    @Test
    void numbers_what_is_added_from_1_on() {
        recent.add("a");
        recent.add("b");

        assertThat(recent.after(0, 10))
                .containsExactly(new Numbered<>(1, "a"), new Numbered<>(2, "b"));
        assertThat(recent.last()).isEqualTo(2);
    }

    @Test
    void forgets_the_oldest() {
        List.of("a", "b", "c", "d", "e").forEach(recent::add);

        assertThat(recent.after(0, 10)).extracting(Numbered::value).containsExactly("c", "d", "e");
        assertThat(recent.after(4, 10)).extracting(Numbered::value).containsExactly("e");
        assertThat(recent.after(5, 10)).isEmpty();
    }

    @Test
    void hands_out_only_so_many_and_goes_on_behind_them() {
        List.of("a", "b", "c").forEach(recent::add);

        assertThat(recent.after(0, 2)).extracting(Numbered::number).containsExactly(1L, 2L);
        assertThat(recent.after(2, 2)).extracting(Numbered::number).containsExactly(3L);
    }

    @Test
    void a_number_of_another_run_means_nothing() {
        recent.add("a");

        assertThat(recent.after(4_000, 10)).extracting(Numbered::value).containsExactly("a");
    }

    @Test
    void wakes_who_waits_for_more() throws InterruptedException {
        recent.add("a");
        AtomicBoolean woken = new AtomicBoolean();
        Thread waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                recent.awaitAfter(1, PATIENCE);
                                woken.set(recent.last() == 2);
                            } catch (InterruptedException stop) {
                                Thread.currentThread().interrupt();
                            }
                        });
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        recent.add("b");

        assertThat(waiting.join(PATIENCE)).isTrue();
        assertThat(woken).isTrue();
    }
}
