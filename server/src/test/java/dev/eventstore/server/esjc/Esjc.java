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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Short words for a connected client; closing it closes the connection. */
final class Esjc implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final int ANSWERED_SECONDS = 3;
    private static final int CONNECTIONS_MAX = 4;

    final EventStore store;

    private Esjc(EventStoreBuilder builder) {
        store = connected(builder.maxReconnections(200).reconnectionDelay(Duration.ofMillis(50)));
    }

    /**
     * Connects, again if need be: a connection that is there before the client has noted that it
     * waits for one is never used by it, and whatever is asked then is never sent.
     */
    private static EventStore connected(EventStoreBuilder builder) {
        EventStore store = builder.build();
        store.connect();
        for (int attempt = 1; attempt < CONNECTIONS_MAX && !isConnected(store); attempt++) {
            store.disconnect();
            store.connect();
        }
        return store;
    }

    private static boolean isConnected(EventStore store) {
        try {
            store.readEvent("none", 0, false).get(ANSWERED_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException refused) {
            return true;
        } catch (TimeoutException lost) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("The test is over.", interrupted);
        }
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
        assertThat(failure).isInstanceOf(ExecutionException.class);
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
