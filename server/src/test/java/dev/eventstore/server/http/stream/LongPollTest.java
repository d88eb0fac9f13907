package dev.eventstore.server.http.stream;

import static dev.eventstore.server.http.stream.StreamSite.FEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.http.stream.StreamSite.Answer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class LongPollTest {
    private static final String LONG = "600";

    private final StreamSite site = new StreamSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void waits_until_the_event_is_there() {
        site.append("s", "0");
        CompletableFuture<Answer> answer = poll("/streams/s/1/forward/5", LONG);
        site.append("other", "0");
        assertThat(answer).isNotDone();
        site.append("s", "1");

        assertThat(answer.join().text()).contains("\"1@s\"");
    }

    @Test
    void waits_for_a_stream_that_is_not_there_yet() {
        CompletableFuture<Answer> answer = poll("/streams/s/0/forward/5", LONG);
        site.append("s", "0");

        assertThat(answer.join().text()).contains("\"0@s\"");
    }

    @Test
    void does_not_wait_if_there_are_events() {
        site.append("s", "0");

        assertThat(poll("/streams/s/0/forward/5", LONG).join().status()).isEqualTo(200);
    }

    @Test
    void gives_the_ordinary_answer_when_the_time_is_up() {
        site.append("s", "0");

        assertThat(poll("/streams/s/1/forward/5", "1").join().text()).contains("\"entries\": []");
        assertThat(poll("/streams/none/0/forward/5", "1").join().status()).isEqualTo(404);
    }

    @Test
    void of_everything_waits_at_the_end_of_everything() {
        site.append("s", "0");
        CompletableFuture<Answer> answer =
                poll("/streams/$all/00000000000000020000000000000002/forward/5", LONG);
        site.append("s", "1");

        assertThat(answer.join().text()).contains("\"1@s\"");
    }

    @Test
    void ends_when_the_front_end_stops() {
        site.append("s", "0");
        CompletableFuture<Answer> answer = poll("/streams/s/1/forward/5", LONG);
        site.stopWaiting();

        assertThat(answer.join().status()).isEqualTo(200);
    }

    @Test
    void of_a_backward_page_does_not_wait() {
        assertThat(poll("/streams/none/head/backward/5", LONG).join().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "x", "2147483648"})
    void for_no_time_is_refused(String seconds) {
        assertThat(poll("/streams/s/0/forward/5", seconds).join().reason())
                .isEqualTo("ES-LongPoll header in wrong format.");
    }

    private CompletableFuture<Answer> poll(String address, String seconds) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread poll =
                Thread.ofVirtual()
                        .start(() ->
                                answer.complete(
                                        site.get(address, "Accept", FEED, "ES-LongPoll", seconds)));
        await().until(() -> answer.isDone() || poll.getState() == Thread.State.TIMED_WAITING);
        return answer;
    }
}
