package dev.eventstore.server.esjc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.msemys.esjc.EventData;
import com.github.msemys.esjc.EventStore;
import com.github.msemys.esjc.EventStoreBuilder;
import com.github.msemys.esjc.ResolvedEvent;
import dev.eventstore.server.fixture.LocalNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Short words for a connected client; closing it closes the connection. */
final class Esjc implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    final EventStore store;

    private Esjc(EventStoreBuilder builder) {
        store = builder.maxReconnections(200).reconnectionDelay(Duration.ofMillis(50)).build();
        store.connect();
    }

    static EventStoreBuilder builder(int port) {
        return EventStoreBuilder.newBuilder().singleNodeAddress("127.0.0.1", port);
    }

    /** As the administrator. */
    static Esjc of(LocalNode node) {
        return of(builder(node.tcpPort()).userCredentials("admin", "changeit"));
    }

    static Esjc of(EventStoreBuilder builder) {
        return new Esjc(builder);
    }

    static EventData event(String json) {
        return EventData.newBuilder().type("thing").jsonData(json).build();
    }

    static List<EventData> events(int count) {
        List<EventData> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event("{\"n\":" + i + "}"));
        }
        return events;
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static String text(ResolvedEvent event) {
        return new String(event.event.data, StandardCharsets.UTF_8);
    }

    /** Asserts that a call fails for a reason. */
    static void assertFails(CompletableFuture<?> future, Class<? extends Throwable> reason) {
        Throwable failure = catchThrowable(() -> get(future));
        assertThat(failure).isNotNull();
        assertThat(failure.getCause()).isInstanceOf(reason);
    }

    long append(String stream, long expected, List<EventData> events) throws Exception {
        return get(store.appendToStream(stream, expected, events)).nextExpectedVersion;
    }

    @Override
    public void close() {
        store.shutdown();
    }
}
