package dev.eventstore.server.contract;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.contract.StreamsClient.Login;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.LiveAnswer;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.stream.Direction;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients do can be watched, whichever way they came in. */
@ExtendWith(RunningNode.class)
@Timeout(60)
class WatchedCallsTest {
    private static final StreamName ORDERS = StreamName.of("orders");

    @ParameterizedTest
    @EnumSource
    void tells_what_a_client_did_and_what_came_of_it(FrontEnd end, LocalNode node)
            throws IOException {
        try (LiveAnswer calls = LiveAnswer.of(node.uri().resolve("/ui-api/calls"));
                StreamsClient client = end.connect(node, Login.ADMIN)) {
            client.append(ORDERS, Belief.NO_STREAM, some(2));
            client.append(ORDERS, Belief.NO_STREAM, some(1));
            client.read(ORDERS, 0, 5, Direction.FORWARD, false);
            client.delete(ORDERS, Belief.ANY, true);

            calls.awaitText("\"operation\":\"tombstone\"");
            assertThat(calls.text())
                    .contains(
                            "\"request\":\"expected no stream\",\"result\":\"revision 1\"",
                            "wrong expected version, is at 1",
                            "forward from 0\",\"result\":\"2 events\"",
                            "\"login\":\"admin\"")
                    .containsIgnoringCase(
                            "\"via\":\"" + end.name().toLowerCase(Locale.ROOT) + "\"");
        }
    }
}
