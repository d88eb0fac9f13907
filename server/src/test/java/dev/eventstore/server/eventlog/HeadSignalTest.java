package dev.eventstore.server.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeadSignalTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final StreamName ORDERS = StreamName.of("orders");
    private static final StreamName OTHER = StreamName.of("other");

    private final HeadSignal signal = new HeadSignal(5);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void close() {
        signal.close();
    }

    @Test
    void an_append_wakes_those_who_wait_for_its_stream_and_for_anything() {
        CompletableFuture<Long> orders = waitFor(ORDERS, 5);
        CompletableFuture<Long> other = waitFor(OTHER, 5);
        CompletableFuture<Long> anything = start(() -> signal.awaitAfter(5, LONG));
        awaitParked();
        signal.moveTo(6, List.of(ORDERS));

        assertThat(orders.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(6);
        assertThat(anything.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(6);
        assertThat(other).isNotDone();
    }

    @Test
    void what_governs_a_stream_wakes_those_who_wait_for_it() {
        CompletableFuture<Long> byMetadata = waitFor(ORDERS, 5);
        awaitParked();
        signal.moveTo(6, List.of(ORDERS.metastream()));
        assertThat(byMetadata.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(6);

        CompletableFuture<Long> bySettings = waitFor(ORDERS, 6);
        awaitParked();
        signal.moveTo(7, List.of(SystemStreams.SETTINGS));
        assertThat(bySettings.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(7);
    }

    @Test
    void nobody_waits_who_has_not_seen_the_head() {
        assertThat(waitFor(ORDERS, 4).orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(5);
    }

    @Test
    void however_many_wait_all_are_woken() {
        List<CompletableFuture<Long>> waiting =
                IntStream.range(0, 1_000).mapToObj(_ -> waitFor(ORDERS, 5)).toList();
        awaitParked();
        signal.moveTo(6, List.of(ORDERS));

        waiting.forEach(
                each -> assertThat(each.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(6));
    }

    @Test
    void who_leaves_takes_nobody_along() {
        CompletableFuture<Long> first = waitFor(ORDERS, 5);
        CompletableFuture<Long> leaving = waitFor(ORDERS, 5);
        CompletableFuture<Long> last = waitFor(ORDERS, 5);
        awaitParked();
        threads.get(1).interrupt();
        await().until(leaving::isDone);
        signal.moveTo(6, List.of(ORDERS));

        assertThat(leaving).isCompletedExceptionally();
        assertThat(first.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(6);
        assertThat(last.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(6);
    }

    @Test
    void patience_ends_and_so_does_the_log() {
        Duration none = Duration.ofMillis(1);
        assertThat(start(() -> signal.awaitAppendTo(ORDERS, 5, none)).join()).isEqualTo(5);

        CompletableFuture<Long> closing = waitFor(ORDERS, 5);
        awaitParked();
        signal.close();
        assertThat(closing.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(5);
    }

    private CompletableFuture<Long> waitFor(StreamName stream, long seen) {
        return start(() -> signal.awaitAppendTo(stream, seen, LONG));
    }

    private interface Waiting {
        long head() throws InterruptedException;
    }

    private CompletableFuture<Long> start(Waiting waiting) {
        CompletableFuture<Long> head = new CompletableFuture<>();
        threads.add(
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                head.complete(waiting.head());
                            } catch (InterruptedException left) {
                                head.completeExceptionally(left);
                            }
                        }));
        return head;
    }

    private void awaitParked() {
        await().until(() ->
                threads.stream()
                        .allMatch(thread ->
                                thread.getState() == Thread.State.TIMED_WAITING
                                        || !thread.isAlive()));
    }
}
