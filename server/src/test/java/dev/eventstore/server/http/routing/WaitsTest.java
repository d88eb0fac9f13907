package dev.eventstore.server.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private final Waits waits = new Waits();

    @Test
    void a_wait_that_ends_by_itself_is_whole() throws InterruptedException {
        assertThat(waits.run(() -> {})).isTrue();
    }

    @Test
    void waits_are_cut_short_and_leave_no_interruption_behind() throws Exception {
        var begun = new CountDownLatch(1);
        var outcome = new CompletableFuture<Boolean>();
        var interrupted = new CompletableFuture<Boolean>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        outcome.complete(
                                waits.run(() -> {
                                    begun.countDown();
                                    Thread.sleep(Duration.ofMinutes(1));
                                }));
                        interrupted.complete(Thread.currentThread().isInterrupted());
                    } catch (InterruptedException e) {
                        outcome.completeExceptionally(e);
                    }
                });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        waits.cutShort();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void nothing_waits_once_they_are_cut_short() throws InterruptedException {
        waits.cutShort();

        assertThat(waits.run(() -> Thread.sleep(Duration.ofMinutes(1)))).isFalse();
        assertThat(waits.isOver()).isTrue();
    }

    @Test
    void an_interruption_by_somebody_else_stays_one() {
        assertThatThrownBy(() ->
                        waits.run(() -> {
                            throw new InterruptedException("by somebody else");
                        }))
                .isInstanceOf(InterruptedException.class);
    }
}
