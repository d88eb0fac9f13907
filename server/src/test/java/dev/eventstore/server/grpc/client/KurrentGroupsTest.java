package dev.eventstore.server.grpc.client;

import static dev.eventstore.server.fixture.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.grpc.client.GroupClient.Wish;
import java.util.List;
import org.junit.jupiter.api.Test;

class KurrentGroupsTest extends GroupsContract {
    KurrentGroupsTest() {
        super(KurrentGroups.KIND);
    }

    @Test
    void events_of_one_correlation_stay_with_one_consumer() {
        client().create("s", "g", Wish.FROM_START.strategy("PinnedByCorrelation"));
        try (ConsumerAtWork one = connected("s", "g");
                ConsumerAtWork two = connected("s", "g")) {
            for (int i = 0; i < 60; i++) {
                append("s", List.of(correlated("c-" + i % 20)));
            }
            await().until(() -> one.count() + two.count() == 60);

            assertThat(one.remainders(20)).isNotEmpty();
            assertThat(two.remainders(20)).isNotEmpty();
            assertThat(one.remainders(20)).doesNotContainAnyElementsOf(two.remainders(20));
        }
    }

    private static NewEvent correlated(String id) {
        NewEvent event = event("{}");
        return new NewEvent(
                event.id(),
                event.type(),
                true,
                event.data(),
                Payload.of("{\"$correlationId\":\"" + id + "\"}"));
    }
}
